"""The exception that ended a request -> the kind of failure.

In: an exception of asyncio, ssl, the resolver or aiohttp. Out: an `Unreachable`. An exception of an
unknown kind becomes a protocol failure, with its own message.
"""

import errno
import re
import ssl

import aiohttp

from generator.linkcheck.fetch.network import (
    ClientCertificateError,
    NameServiceError,
    NoSuchHostError,
    UnsafeAddressError,
)
from generator.linkcheck.observations import Failure, Hop, Unreachable

# OpenSSL's verify codes: https://docs.openssl.org/3.0/man1/openssl-verification-options/
_CERTIFICATE = {
    10: Failure.TLS_EXPIRED,
    18: Failure.TLS_SELF_SIGNED,
    19: Failure.TLS_SELF_SIGNED,
    62: Failure.TLS_WRONG_HOST,
    64: Failure.TLS_WRONG_HOST,
}
_SYSTEM = {
    errno.ECONNREFUSED: Failure.REFUSED,
    errno.ECONNRESET: Failure.RESET,
    errno.ECONNABORTED: Failure.RESET,
    errno.EPIPE: Failure.RESET,
    errno.ETIMEDOUT: Failure.TIMEOUT,
    errno.ENETUNREACH: Failure.UNREACHABLE,
    errno.EHOSTUNREACH: Failure.UNREACHABLE,
    errno.EADDRNOTAVAIL: Failure.UNREACHABLE,
}


def unreachable(error: Exception, hops: tuple[Hop, ...], url: str, attempts: int) -> Unreachable:
    """Return an exception as an observation.

    `hops` are the answers before it, `url` is the address that failed, and `attempts` the number of
    attempts so far.
    """
    return Unreachable(_failure(error), hops, url, _message(error), attempts)


# aiohttp tries all addresses of a host, and joins the errors in one message without a number.
_ONE_OF_MANY = re.compile(r"\[Errno (\d{1,5})\]")
# Of many addresses, the answer of one says more than another that no network leads to.
_BEFORE = (Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.UNREACHABLE)
_KINDS: tuple[tuple[type[BaseException], Failure], ...] = (
    (UnsafeAddressError, Failure.UNSAFE),
    (NoSuchHostError, Failure.NO_HOST),
    (NameServiceError, Failure.DNS_FAILED),
    (ClientCertificateError, Failure.CLIENT_CERTIFICATE),
    (ssl.SSLEOFError, Failure.RESET),
    (ssl.SSLZeroReturnError, Failure.RESET),
    (TimeoutError, Failure.TIMEOUT),
    # Without a number: the connection was closed during the TLS handshake.
    (ConnectionRefusedError, Failure.REFUSED),
    (ConnectionError, Failure.RESET),
    (aiohttp.ServerDisconnectedError, Failure.RESET),
    (aiohttp.InvalidURL, Failure.MALFORMED),
)


def _failure(error: BaseException) -> Failure:
    """Return the failure of the innermost cause that is known."""
    for inner in _causes(error):
        if found := _known(inner):
            return found
    return Failure.PROTOCOL


def _known(error: BaseException) -> Failure | None:
    """Return the failure that an exception without its causes stands for; None if unknown."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATE.get(error.verify_code, Failure.TLS_OTHER)
    for kind, failure in _KINDS:
        if isinstance(error, kind):
            return failure
    if isinstance(error, ssl.SSLError):
        return _of_tls(error.reason or str(error))
    if not isinstance(error, OSError):
        return None
    if error.errno is not None:
        return _SYSTEM.get(error.errno)
    numbers = {int(number) for number in _ONE_OF_MANY.findall(str(error))}
    found = {_SYSTEM.get(number) for number in numbers}
    return next((failure for failure in _BEFORE if failure in found), None)


def _of_tls(reason: str) -> Failure:
    if "CERTIFICATE_REQUIRED" in reason:
        return Failure.CLIENT_CERTIFICATE
    if "UNEXPECTED_EOF" in reason:
        return Failure.RESET
    return Failure.TLS_OTHER


def _causes(error: BaseException | None) -> list[BaseException]:
    """Return an exception and its causes, the innermost first."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        inner = getattr(error, "os_error", None) or getattr(error, "certificate_error", None)
        error = inner or error.__cause__
    return found[::-1]


def _message(error: BaseException) -> str:
    """Return the message of an exception on one line, or its type where it has none."""
    return " ".join(str(error).split())[:200] or type(error).__name__
