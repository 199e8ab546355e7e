"""TLS as browsers do it: what opens for readers opens here, and what does not says why."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from ipaddress import ip_network
from pathlib import Path

import pytest

from generator.linkcheck.fetch.engine import observe
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.fetch.sessions import issuers
from generator.linkcheck.judge.classify import classify
from generator.linkcheck.observations import Address, Answered, Failure, Observation, Unreachable
from generator.linkcheck.targets import targets_of
from tests.linkcheck.bed.certificates import Certificates
from tests.linkcheck.bed.handlers import html

HOST = "127.1.250.1"
Connected = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Return certificates that are valid for `HOST`."""
    made = Certificates(tmp_path_factory.mktemp("certificates"))
    made.make([f"IP:{HOST}"])
    return made


def context(
    certificates: Certificates, *, client: bool = False, **settings: object
) -> ssl.SSLContext:
    """Return the context of a server; with `client`, it wants a certificate of its clients."""
    made = certificates.context("good")
    if client:
        made.verify_mode = ssl.CERT_REQUIRED
        made.load_verify_locations(certificates.authority)
    for name, value in settings.items():
        setattr(made, name, value)
    return made


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        await reader.readuntil(b"\r\n\r\n")
        body = html().encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
    except (OSError, EOFError):
        pass
    finally:
        writer.close()


def seen_at(
    certificates: Certificates, server: ssl.SSLContext | None, connected: Connected = _serve
) -> Observation:
    """Return what is observed of a server."""

    async def observed() -> Observation:
        listening = await asyncio.start_server(connected, HOST, 0, ssl=server)
        port = listening.sockets[0].getsockname()[1]
        limits = Limits(
            delay=0.0,
            timeout=5.0,
            backoff=0.05,
            robots=False,
            allowed=(ip_network(f"{HOST}/32"),),
            ca_file=str(certificates.authority),
        )
        async with listening:
            async for _, seen in observe(targets_of([Address(f"https://{HOST}:{port}/a")]), limits):
                return seen
        raise AssertionError

    return asyncio.run(observed())


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_server_that_wants_a_certificate_blocks_us(
    certificates: Certificates, version: ssl.TLSVersion
) -> None:
    """It proves nothing about the page, and a reader with a certificate may open it."""
    server = context(certificates, client=True, minimum_version=version, maximum_version=version)
    seen = seen_at(certificates, server)
    assert isinstance(seen, Unreachable)
    assert seen.failure is Failure.CLIENT_CERTIFICATE
    judgement = classify(seen, Address("https://a.no/a"))
    assert judgement.verdict.value == "blocked"
    assert "sertifikat" in judgement.reason


def test_a_server_may_ask_for_a_certificate_and_do_without(certificates: Certificates) -> None:
    """Asking is not demanding."""
    server = context(certificates, client=True, verify_mode=ssl.CERT_OPTIONAL)
    assert isinstance(seen_at(certificates, server), Answered)


def test_a_handshake_that_is_closed_once_is_tried_again(certificates: Certificates) -> None:
    """The second attempt succeeds."""
    count = 0
    inner = context(certificates)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal count
        count += 1
        if count == 1:
            await reader.read(1)
            writer.close()
            return
        await writer.start_tls(inner)
        await _serve(reader, writer)

    seen = seen_at(certificates, None, connected)
    assert isinstance(seen, Answered), seen
    assert seen.attempts == 2


def test_a_handshake_that_is_always_closed_is_a_reset(certificates: Certificates) -> None:
    """It may be well tomorrow."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.close()

    seen = seen_at(certificates, None, connected)
    assert isinstance(seen, Unreachable)
    assert (seen.failure, seen.attempts) == (Failure.RESET, 3)


def test_old_renegotiation_is_accepted() -> None:
    """Servers from before RFC 5746 open in browsers; OpenSSL 3 needs to be told."""
    assert issuers(None).options & 0x4


@pytest.mark.parametrize(
    "cipher",
    ["ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305"],
)
def test_a_server_with_an_old_cipher_of_browsers_is_fine(
    certificates: Certificates, cipher: str
) -> None:
    """What Python leaves out of its own list, and browsers do not."""
    server = context(certificates, maximum_version=ssl.TLSVersion.TLSv1_2)
    server.set_ciphers(cipher)
    assert isinstance(seen_at(certificates, server), Answered)


def test_keys_may_be_exchanged_by_rsa() -> None:
    """Old servers know nothing else; DHE, which browsers have given up, is not offered."""
    names = {cipher["name"] for cipher in issuers(None).get_ciphers()}
    assert {"AES128-GCM-SHA256", "AES256-SHA"} <= names
    assert not [name for name in names if name.startswith("DHE-")]


@pytest.mark.parametrize(
    ("alert", "words"),
    [
        (b"\x15\x03\x01\x00\x02\x02\x46", "gammel kryptering"),  # protocol version
        (b"\x15\x03\x03\x00\x02\x02\x28", "ingen kryptering som begge godtar"),  # handshake failure
        (b"\x15\x03\x03\x00\x02\x02\x70", "kjenner ikke nettstedets navn"),  # unrecognized name
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "uten kryptering"),
    ],
)
def test_the_reason_says_why_there_is_no_encryption(
    certificates: Certificates, alert: bytes, words: str
) -> None:
    """Each alert of a server has its own sentence."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(alert)
        await writer.drain()
        writer.close()

    seen = seen_at(certificates, None, connected)
    judgement = classify(seen, Address("https://a.no/a"))
    assert judgement.verdict.value == "suspicious", seen
    assert words in judgement.reason


def test_certificates_are_still_checked(tmp_path: Path) -> None:
    """What is old is accepted, what is false is not."""
    made = Certificates(tmp_path)
    made.make([f"IP:{HOST}"])
    for name, failure in (("stranger", Failure.TLS_OTHER), ("expired", Failure.TLS_EXPIRED)):
        seen = seen_at(made, made.context(name))
        assert isinstance(seen, Unreachable)
        assert seen.failure is failure
