"""Handlers that several cases share, and the functions that make one.

A function here that returns a `Handler` takes what is to be answered. An `async` function is a
handler itself.
"""

import asyncio
from collections.abc import Callable, Mapping

from tests.linkcheck.bed.exchange import Exchange, Gone, Handler, Request

TEXT = (
    "Læringsmål er kunnskaper og ferdigheter som legen skal ha etter endt utdanning. De er felles "
    "for hele landet og står i forskriften. Virksomheten godkjenner hvert læringsmål når veileder "
    "og leder har vurdert at legen har nådd det, og vedtaket kan påklages etter forvaltningsloven."
)
"""The main text of a page, long enough to pass for one."""
HTML = {"Content-Type": "text/html; charset=utf-8"}
PDF_BODY = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + b"%" * 500


def html(title: str = "Læringsmål", heading: str | None = None, body: str = "", **more: str) -> str:
    """Return a page that is in order unless one of its parts is not.

    The heading is the title unless given. `more` may contain `head` (more elements of the head) and
    `charset` (the name that the page declares).
    """
    head = f"<title>{title}</title>" if title else ""
    return (
        f'<!DOCTYPE html><html lang="nb"><head><meta charset="{more.get("charset", "utf-8")}">'
        f"{head}{more.get('head', '')}</head><body><main>"
        f"<h1>{title if heading is None else heading}</h1><p>{TEXT}</p>{body}</main></body></html>"
    )


# --- one answer --------------------------------------------------------------------------------


def give(
    body: str | bytes, status: str = "200 OK", headers: Mapping[str, str | bytes] = HTML
) -> Handler:
    """Answer with this body."""
    raw = body.encode() if isinstance(body, str) else body

    async def handler(exchange: Exchange) -> None:
        await exchange.answer(status, raw, headers)

    return handler


def page(
    title: str = "Læringsmål", heading: str | None = None, body: str = "", **more: str
) -> Handler:
    """Answer with a page, see `html`."""
    return give(html(title, heading, body, **more))


def status(line: str, **headers: str) -> Handler:
    """Answer with a status and a page titled with it; `_` in a header's name stands for `-`."""
    return give(html(line), line, {**HTML, **_named(headers)})


def redirect(code: int, location: str | bytes, **headers: str) -> Handler:
    """Redirect; text in the location is a template."""
    return give("", f"{code} Se annet sted", {"Location": location, **_named(headers)})


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def pdf(content_type: str = "application/pdf", body: bytes = PDF_BODY) -> Handler:
    """Answer with a PDF."""
    return give(body, headers={"Content-Type": content_type})


def robots(text: str) -> Handler:
    """Answer with a robots.txt."""
    return give(text, headers={"Content-Type": "text/plain"})


# --- one answer or another ---------------------------------------------------------------------


def in_turn(*handlers: Handler) -> Handler:
    """Use the next handler for each request; the last one answers all that follow."""

    async def handler(exchange: Exchange) -> None:
        await handlers[min(exchange.number, len(handlers)) - 1](exchange)

    return handler


def when(is_met: Callable[[Request], bool], then: Handler, otherwise: Handler) -> Handler:
    """Choose the handler by the request."""

    async def handler(exchange: Exchange) -> None:
        await (then if is_met(exchange.request) else otherwise)(exchange)

    return handler


def on_head(then: Handler, otherwise: Handler) -> Handler:
    """Answer HEAD in one way and GET in another."""
    return when(lambda request: request.method == "HEAD", then, otherwise)


def delayed(seconds: float, then: Handler) -> Handler:
    """Wait, then answer."""

    async def handler(exchange: Exchange) -> None:
        await asyncio.sleep(seconds)
        await then(exchange)

    return handler


# --- bytes -------------------------------------------------------------------------------------


def raw(data: bytes) -> Handler:
    """Send these bytes, then close."""

    async def handler(exchange: Exchange) -> None:
        await exchange.send(data)
        raise Gone

    return handler


def raw_page(first: bytes, *lines: bytes, body: bytes | None = None) -> Handler:
    """Send a status line and headers as written, and a body (by default a good page); then close.

    The headers begin with a content type of HTML.
    """
    content = html().encode() if body is None else body
    return raw(b"\r\n".join((first, b"Content-Type: text/html", *lines, b"", content)))


def flood(start: bytes, block: bytes, count: int | None = None, pause: float = 0) -> Handler:
    """Send `start`, then `block` `count` times or without end, with `pause` seconds between."""

    async def handler(exchange: Exchange) -> None:
        await exchange.send(start)
        sent = 0
        while count is None or sent < count:
            await exchange.send(block)
            sent += 1
            if pause:
                await asyncio.sleep(pause)
        raise Gone

    return handler


# --- no answer ---------------------------------------------------------------------------------


async def reset(exchange: Exchange) -> None:
    """Reset the connection."""
    exchange.reset()


async def hang(exchange: Exchange) -> None:
    """Never answer."""
    await exchange.hang()
