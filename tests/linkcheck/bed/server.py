"""`Bed`: serves the sites of cases on loopback from a thread, and records what is asked."""

import asyncio
import contextlib
import errno
import socket
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.linkcheck.bed.addresses import CANARIES, CLOSED, NAMES_TO_CANARY
from tests.linkcheck.bed.case import Case
from tests.linkcheck.bed.certificates import Certificates
from tests.linkcheck.bed.exchange import Exchange, Gone, Handler, Request
from tests.linkcheck.bed.handlers import page, redirect, status, when
from tests.linkcheck.bed.table import CASES

COMMON: Mapping[str, Handler] = {
    "/no-cookie": when(
        lambda request: "cookie" in request.headers, status("400 Bad Request"), page()
    ),
    "/auth/login": page("Logg inn", body='<input type="password">'),
}
"""Routes of the site `common`, which other sites redirect to."""

Connected = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class _Site:
    """A listener: its address, its routes, its certificate, and how its own pages link to it."""

    ip: str
    routes: Mapping[str, Handler]
    tls: str | None
    host: str = ""
    """Host and port; empty until the port is known."""
    base: str = ""
    """Scheme, host and port; empty until the port is known."""


class Bed:
    """A context that serves the sites of `cases`, and the shared sites, while it is open."""

    def __init__(self, folder: Path, cases: tuple[Case, ...] = CASES) -> None:
        self.cases = cases
        self.requests: list[Request] = []
        self.canaries: list[tuple[str, float]] = []
        """Address and time of each connection to a canary; there should be none."""
        self.connections: dict[str, list[tuple[float, float | None]]] = {}
        """Start and end of each connection, by address; times are seconds, monotonic."""
        self.certificates = Certificates(folder)
        self.port = 0
        self._sites = _sites(cases)
        self._counts: dict[tuple[str, str], int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._servers: list[asyncio.Server] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    # What tests ask

    def url(self, case: Case) -> str:
        """Return the address of a case."""
        return case.url.format_map(self.words(case.name))

    def target(self, case: Case) -> str | None:
        """Return the address where a case has moved for good, if it has."""
        return case.target.format_map(self.words(case.name)) if case.target else None

    def ip(self, name: str) -> str:
        """Return the loopback address of the site with this name."""
        return self._sites[name].ip

    def asked(self, name: str, path: str | None = None) -> list[Request]:
        """Return the requests to a site, or to one path of it."""
        ip = self.ip(name)
        return [
            request
            for request in tuple(self.requests)
            if request.host == ip and path in (None, request.path)
        ]

    def forget(self) -> None:
        """Forget all requests and counts, so that `in_turn` starts again."""
        self.requests.clear()
        self.canaries.clear()
        self.connections.clear()
        self._counts.clear()

    def resolves(self) -> list[str]:
        """Return HOST=ADDRESS for each name of a site or a canary, as `--resolve` takes it."""
        names = {case.host: self.ip(case.name) for case in self.cases if case.host}
        return [f"{name}={ip}" for name, ip in (names | NAMES_TO_CANARY).items()]

    def words(self, name: str) -> dict[str, str]:
        """Return the words that templates of a site may use."""
        site = self._sites[name]
        return {
            "me": site.base,
            "host": site.host,
            "ip": site.ip,
            "port": str(self.port),
            "canary": f"{CANARIES[0]}:{self.port}",
            "closed": f"{CLOSED}:{self.port}",
            "common": self._sites["common"].base,
            "common_host": self._sites["common"].host,
            "secure": self._sites["secure"].base,
            "expired": self._sites["expired"].base,
        }

    # Starting and stopping

    def __enter__(self) -> Self:
        """Bind all addresses to one port, and serve."""
        sockets = self._bind()
        self._name_sites()
        secure = [site.ip for site in self._sites.values() if site.tls]
        names = [case.host for case in self.cases if case.host and case.tls]
        self.certificates.make([f"IP:{ip}" for ip in secure] + [f"DNS:{name}" for name in names])
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._serve(sockets), self._loop).result(20)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)
        self._loop.close()

    def _bind(self) -> list[tuple[str, socket.socket]]:
        addresses = [*(site.ip for site in self._sites.values()), *CANARIES]
        for _ in range(20):
            try:
                sockets = _bound_to_one_port(addresses)
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
            else:
                self.port = sockets[0][1].getsockname()[1]
                return sockets
        raise RuntimeError("no port is free on all addresses")

    def _name_sites(self) -> None:
        by_name = {case.name: case for case in self.cases}
        for name, site in self._sites.items():
            case = by_name.get(name)
            scheme = (case and case.scheme) or ("https" if site.tls else "http")
            site.host = f"{(case and case.host) or site.ip}:{self.port}"
            site.base = f"{scheme}://{site.host}"

    async def _serve(self, sockets: list[tuple[str, socket.socket]]) -> None:
        by_ip = {site.ip: (name, site) for name, site in self._sites.items()}
        for ip, sock in sockets:
            context = None
            if ip in by_ip:
                name, site = by_ip[ip]
                connected = self._connected(name, site)
                context = self.certificates.context(site.tls) if site.tls else None
            else:
                connected = self._canary(ip)
            self._servers.append(await asyncio.start_server(connected, sock=sock, ssl=context))

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Serving

    def _canary(self, ip: str) -> Connected:
        async def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.canaries.append((ip, time.monotonic()))
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nhemmelig"
            )
            await _shut(writer)

        return connected

    def _connected(self, name: str, site: _Site) -> Connected:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task
            self._tasks.add(task)
            start = time.monotonic()
            spans = self.connections.setdefault(site.ip, [])
            number = len(spans)
            spans.append((start, None))
            try:
                while await self._exchange(name, site, reader, writer):
                    pass
            except (Gone, OSError, EOFError, asyncio.CancelledError, ValueError):
                pass  # an error of one connection ends that connection only
            finally:
                self._tasks.discard(task)
                spans[number] = (start, time.monotonic())
                await _shut(writer)

        return connected

    async def _exchange(
        self, name: str, site: _Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Serve one request; return whether the client keeps the connection."""
        if "" in site.routes:  # the site does not wait for a request
            request = Request(site.ip, "", "", {}, time.monotonic())
            await site.routes[""](Exchange(request, 1, self.words(name), reader, writer))
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = (lines[0] + "  ").split(" ", 2)
        headers = {
            key.strip().lower(): value.strip()
            for key, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        request = Request(site.ip, method, path, headers, time.monotonic())
        self.requests.append(request)
        number = self._counts[site.ip, path] = self._counts.get((site.ip, path), 0) + 1
        try:
            handler = site.routes.get(path) or _default(path, site.routes.get("*"))
            await handler(Exchange(request, number, self.words(name), reader, writer))
        finally:
            request.end = time.monotonic()
        return headers.get("connection", "").lower() != "close"


def _sites(cases: tuple[Case, ...]) -> dict[str, _Site]:
    """Return the shared sites and those of the cases, each with an address, by name."""
    plans: list[tuple[str, Mapping[str, Handler], str | None]] = [
        ("common", COMMON, None),
        ("secure", {}, "good"),
        ("expired", {}, "expired"),
        *((case.name, case.routes, case.tls) for case in cases),
    ]
    sites: dict[str, _Site] = {}
    for number, (name, routes, tls) in enumerate(plans):
        if name in sites:
            raise ValueError(f"two cases are called {name}")
        sites[name] = _Site(f"127.1.{number // 250}.{number % 250 + 1}", routes, tls)
    return sites


def _bound_to_one_port(addresses: list[str]) -> list[tuple[str, socket.socket]]:
    """Return a socket for each address, all on a port that the system chooses.

    An IPv6 address is left out on a machine without IPv6. Raise OSError if the port is taken on
    one of the addresses.
    """
    bound: list[tuple[str, socket.socket]] = []
    port = 0
    try:
        for ip in addresses:
            family = socket.AF_INET6 if ":" in ip else socket.AF_INET
            sock = socket.socket(family, socket.SOCK_STREAM)
            bound.append((ip, sock))
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                sock.bind((ip, port))
            except OSError as error:
                if ":" in ip and error.errno == errno.EADDRNOTAVAIL:
                    bound.pop()[1].close()
                    continue
                raise
            port = port or sock.getsockname()[1]
    except OSError:
        for _, sock in bound:
            sock.close()
        raise
    return bound


def _default(path: str, others: Handler | None) -> Handler:
    """Return the handler of a path that a site does not name; `others` is its own choice.

    Every site has a front page and a good page; `/runde/x` leads on to longer and longer addresses.
    """
    if others and path != "/robots.txt":
        return others
    if path in ("/", "/good"):
        return page("Helsetjenesten" if path == "/" else "Læringsmål")
    if path.startswith("/runde/x"):
        return redirect(302, path + "x")
    return status("404 Not Found")


async def _shut(writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, ssl.SSLError, asyncio.CancelledError):
        writer.close()
        await asyncio.wait_for(writer.wait_closed(), 2)
