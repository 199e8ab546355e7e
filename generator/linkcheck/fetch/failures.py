"""The exception that ended a request -> the kind of failure.

In: an exception of asyncio, ssl, the resolver or aiohttp. Out: an `Unreachable`. An exception of an
unknown kind becomes a protocol failure, with its own message.
"""

import errno
import ssl

import aiohttp

from generator.linkcheck.fetch.network import NameServiceError, NoSuchHostError, UnsafeAddressError
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


_KINDS: tuple[tuple[type[BaseException], Failure], ...] = (
    (UnsafeAddressError, Failure.UNSAFE),
    (NoSuchHostError, Failure.NO_HOST),
    (NameServiceError, Failure.DNS_FAILED),
    (ssl.SSLError, Failure.TLS_OTHER),
    (TimeoutError, Failure.TIMEOUT),
    (aiohttp.ServerDisconnectedError, Failure.RESET),
    (aiohttp.InvalidURL, Failure.MALFORMED),
)


def _failure(error: BaseException) -> Failure:
    """Return the failure of the innermost cause that is known."""
    for inner in _causes(error):
        if isinstance(inner, ssl.SSLCertVerificationError):
            return _CERTIFICATE.get(inner.verify_code, Failure.TLS_OTHER)
        for kind, failure in _KINDS:
            if isinstance(inner, kind):
                return failure
        if isinstance(inner, OSError) and inner.errno in _SYSTEM:
            return _SYSTEM[inner.errno]
    return Failure.PROTOCOL


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
