"""The answers of a preview to a browser."""

import socket
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.shells.server import PreviewServer, content_type, free_port, why_not
from tests.shells.hub_copies import replace
from tests.shells.previews import PAGE, a_hub, answer, served
from tests.site_fixtures import parse


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a hub with PDFs."""
    return a_hub(tmp_path_factory.mktemp("hub"), pdf=True)


@pytest.fixture(scope="module")
def server(root: Path):
    """Return a running preview."""
    with served(root) as started:
        yield started


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/sporsmal/bytte-vakt/", "text/html; charset=utf-8"),
        ("/sporsmal/bytte-vakt/index.html?a=1", "text/html; charset=utf-8"),
        ("/sporsmal/?q=vakt", "text/html; charset=utf-8"),
        ("/hjelp/", "text/html; charset=utf-8"),
        ("/hjelp/assets/javascripts/hub.js", "text/javascript; charset=utf-8"),
        ("/assets/stylesheets/hub.css", "text/css; charset=utf-8"),
        ("/assets/images/favicon.svg", "image/svg+xml; charset=utf-8"),
        ("/data/hub.json", "application/json; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/llms.txt", "text/plain; charset=utf-8"),
        ("/_headers", "text/plain; charset=utf-8"),
        ("/ringevikar/ringevikar-sporsmal.pdf", "application/pdf"),
    ],
)
def test_files_have_their_types_and_are_not_kept(
    server: PreviewServer, path: str, type_: str
) -> None:
    """A browser that kept one would not show the next change."""
    response, body = answer(server, path)
    assert response.status == 200
    assert response.headers["Content-Type"] == type_
    assert response.headers["Cache-Control"] == "no-store"
    assert int(response.headers["Content-Length"]) == len(body) > 0
    head, nothing = answer(server, path, "HEAD")
    assert nothing == b""
    assert head.headers["Content-Length"] == response.headers["Content-Length"]


def test_images_have_their_types() -> None:
    """Those that a hub may have in its assets."""
    found = {
        name: content_type(f"assets/{name}") for name in ("a.png", "a.webp", "b.woff2", "c.d/e")
    }
    assert found == {
        "a.png": "image/png", "a.webp": "image/webp", "b.woff2": "font/woff2",
        "c.d/e": "text/plain; charset=utf-8",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "to"),
    [("/sporsmal", "/sporsmal/"), ("/hjelp/om", "/hjelp/om/"), ("/sporsmal?q=a", "/sporsmal/")],
)
def test_a_folder_without_its_slash_is_redirected(
    server: PreviewServer, path: str, to: str
) -> None:
    """Relative links on the page would lead elsewhere."""
    response, _ = answer(server, path)
    assert (response.status, response.headers["Location"]) == (302, to)


@pytest.mark.parametrize(
    "path",
    [
        "/borte/", "/borte", "/../roles.yaml", "/%2e%2e/roles.yaml", "/content/topics.yaml",
        "/hjelpen/", "/index.html/", "//example.org/", "/%00", "/borte.pdf", "/_rollehub/x",
    ],
)  # fmt: skip
def test_an_unknown_address_gets_the_404_page(server: PreviewServer, path: str) -> None:
    """No address leads out of the site."""
    response, body = answer(server, path)
    assert response.status == 404
    assert parse(body.decode()).one("h1").text == "Fant ikke siden"


def test_a_page_is_as_published_with_one_script(server: PreviewServer) -> None:
    """The site's own policy allows the script, and what the script does."""
    _, body = answer(server, f"/{PAGE}")
    page = parse(body.decode())
    scripts = [x for x in page.all("script") if x["src"]]
    own = scripts[-1]
    assert [x["src"] for x in scripts[:-1]] == ["../../assets/javascripts/hub.js"]
    assert (own["src"], own["data-events"]) == ("/_rollehub/reload.js", "/_rollehub/events")
    assert own["data-number"] == "1"
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})["content"]
    assert "script-src 'self'" in policy
    assert "connect-src 'self'" in policy
    response, code = answer(server, own["src"])
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert b"EventSource" in code
    whole = server.preview.snapshot.page(PAGE)
    assert whole is not None
    line = body[body.index(b'<script src="/_roll') : body.index(b"</head>")]
    assert body.replace(line, b"") == whole


def test_browsers_are_told_of_changes(root: Path) -> None:
    """A waiting one when it happens, and a late one at once; of styles if only they changed."""
    with served(root) as server:
        connection = HTTPConnection(urlsplit(server.address).netloc, timeout=10)
        connection.request("GET", "/_rollehub/events?since=1")
        stream = connection.getresponse()
        assert stream.headers["Content-Type"] == "text/event-stream"
        server.preview.update({root / "a.css"})
        assert stream.fp.readline() == b"event: styles\n"
        assert (stream.fp.readline(), stream.fp.readline()) == (b"data: 2\n", b"\n")
        replace(root / "roles.yaml", "trår til", "stiller opp")
        server.preview.update({root / "roles.yaml"})
        assert stream.fp.readline() == b"event: reload\n"
        connection.close()
        for since in ("1", "2", "x", "-1", ""):
            late = HTTPConnection(urlsplit(server.address).netloc, timeout=10)
            late.request("GET", f"/_rollehub/events?since={since}")
            assert late.getresponse().fp.readline() == b"event: reload\n"
            late.close()


def test_a_port_in_use_is_one_sentence() -> None:
    """It names one that is free."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(OSError) as caught:
            PreviewServer("127.0.0.1", port)
        free = free_port("127.0.0.1", port)
        assert (
            why_not(caught.value, "127.0.0.1", port) == f"port {port} er i bruk; prøv --port {free}"
        )
    assert free is not None
    PreviewServer("127.0.0.1", free).server_close()


@pytest.mark.parametrize("host", ["192.0.2.1", "finnes.ikke.invalid", "a b"])
def test_an_address_of_another_machine_is_one_sentence(host: str) -> None:
    """Whether it is a number or a name."""
    with pytest.raises(OSError) as caught:
        PreviewServer(host, 0)
    assert why_not(caught.value, host, 0) == f"denne maskinen har ikke adressen «{host}»"


def test_a_port_for_the_system_only_is_one_sentence() -> None:
    """The systems have no common number for it."""
    said = why_not(PermissionError(13, "Permission denied"), "127.0.0.1", 80)
    assert said == "du har ikke lov til å bruke port 80; velg en over 1023 med --port"
