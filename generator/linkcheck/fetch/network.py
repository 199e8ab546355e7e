"""Which IP addresses may be connected to.

In: host names, IP addresses, and the networks that a run allows. Out: the IP addresses to connect
to. Pure, but for the resolver, which asks the system's name service.
"""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
IP = IPv4Address | IPv6Address

# IPv4 addresses inside IPv6 addresses: the inner address decides.
_COMPATIBLE = ip_network("::/96")
_NAT64 = ip_network("64:ff9b::/96")
# Not private according to Python, but inside a network all the same: site-local addresses, the
# shared address space of providers (RFC 6598), IETF protocol assignments (RFC 6890), and metadata
# services of clouds that have no link-local address.
_ALSO_REFUSED = tuple(
    map(
        ip_network,
        ("fec0::/10", "100.64.0.0/10", "192.0.0.0/24", "fd00:ec2::/32", "168.63.129.16/32"),
    )
)


class UnsafeAddressError(OSError):
    """None of a host's IP addresses may be connected to."""


class NoSuchHostError(OSError):
    """The host name does not exist."""


class NameServiceError(OSError):
    """The name service did not answer; the host name may exist."""


class ClientCertificateError(OSError):
    """The server asked for a certificate, and ended the connection when there was none."""


def is_allowed(address: IP, allowed: tuple[Network, ...]) -> bool:
    """Whether an IP address may be connected to: it is public, or in a network that is allowed.

    An IPv6 address that contains an IPv4 address is as allowed as that one.
    """
    if any(address in network for network in allowed if network.version == address.version):
        return True
    inner = _inner(address)
    if inner is not None:
        return is_allowed(inner, allowed)
    if any(address in network for network in _ALSO_REFUSED if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast


def _inner(address: IP) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address contains, or None."""
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address in _COMPATIBLE and int(address) > 1:
        return IPv4Address(int(address))
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo:
        return address.teredo[1]
    return None


def literal_address(host: str) -> IP | None:
    """Return the IP address that a host is written as, or None for a host name.

    Besides the usual forms, the system's resolver takes `2130706433`, `0x7f.1` and `0177.0.0.1` as
    addresses, so they count here too.
    """
    bare = host.strip("[]").partition("%")[0]
    try:
        return ip_address(bare)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(bare)) if bare and bare[0].isdigit() else None
    except OSError:
        return None


@dataclass(slots=True)
class SafeResolver:
    """Resolves each host name once, to IP addresses that may be connected to.

    Connections go to the addresses that were checked, so that a name cannot resolve to others
    between check and connection.
    """

    allowed: tuple[Network, ...] = ()
    """Networks that may be connected to although they are not public."""
    fixed: Mapping[str, IP] = field(default_factory=dict)
    """Host name -> its IP address, instead of asking; checked like any other."""
    _known: dict[tuple[str, int], asyncio.Task[list[IP]]] = field(default_factory=dict)

    async def addresses(self, host: str, port: int) -> list[IP]:
        """Return the IP addresses of a host that may be connected to, best first.

        Raises UnsafeAddressError if none of them may, NoSuchHostError if the host name does not
        exist, and NameServiceError if the name service did not answer.
        """
        key = (host.lower().rstrip("."), port)
        if key not in self._known:
            self._known[key] = asyncio.ensure_future(self._look_up(*key))
        try:
            return await asyncio.shield(self._known[key])
        except NameServiceError:
            self._known.pop(key, None)  # so that the next attempt asks again
            raise

    async def _look_up(self, host: str, port: int) -> list[IP]:
        found = await self._resolve(host, port)
        # A forbidden address among others does no harm, because it is never connected to:
        # `localhost` is often both 127.0.0.1 and ::1, of which one may be allowed.
        usable = [address for address in found if is_allowed(address, self.allowed)]
        if not usable:
            raise UnsafeAddressError(", ".join(map(str, found)))
        return usable

    async def _resolve(self, host: str, port: int) -> list[IP]:
        if host in self.fixed:
            return [self.fixed[host]]
        if literal := literal_address(host):
            return [literal]
        if host.rpartition(".")[2] == "invalid":  # never exists (RFC 6761)
            raise NoSuchHostError(host)
        loop = asyncio.get_running_loop()
        try:
            rows = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            gone = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
            kind = NoSuchHostError if error.errno in gone else NameServiceError
            raise kind(str(error)) from error
        except UnicodeError as error:
            raise NoSuchHostError(str(error)) from error
        return list(dict.fromkeys(ip_address(str(row[4][0]).partition("%")[0]) for row in rows))
