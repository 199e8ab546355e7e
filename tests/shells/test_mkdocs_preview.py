"""The preview, `mkdocs serve`, while sources change and contain errors."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.shells.hub_copies import BAD_ROLE, break_role, copy_of_kaffe, replace
from tests.site_fixtures import environment

DEADLINE = 20.0  # seconds that a preview may take to answer or to rebuild


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, address: str, log: Path) -> None:
        self.address = address
        self._log = log

    @property
    def log(self) -> str:
        """Everything that it has printed."""
        return self._log.read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        """Return the HTML of a page; any status other than 200 is an error."""
        with urlopen(f"{self.address}{path}", timeout=DEADLINE) as answer:
            assert answer.status == 200
            return str(answer.read().decode("utf-8"))

    def wait(self, done: Callable[[], bool]) -> None:
        """Wait until a condition is true, or fail after DEADLINE."""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            try:
                if done():
                    return
            except URLError:
                pass  # the server is not listening yet
            time.sleep(0.05)
        pytest.fail(f"nothing came within {DEADLINE} s; the preview said:\n{self.log}")


@contextmanager
def previewing(config: Path, log: Path) -> Iterator[Preview]:
    """Run `mkdocs serve` on a free port of this machine, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "-f",
        str(config),
        "-a",
        f"127.0.0.1:{port}",
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment(), stdout=output, stderr=output)
    try:
        preview = Preview(f"http://127.0.0.1:{port}/hjelp/", log)
        preview.wait(lambda: "Kaffehjelpen" in preview.page(""))
        yield preview
    finally:
        process.terminate()
        process.wait(DEADLINE)


def test_a_preview_outlives_an_error(tmp_path: Path) -> None:
    """While a source has an error, the last good page and the error are shown."""
    config = copy_of_kaffe(tmp_path)
    file = config.parent / "content/questions/bytte-vakt.yaml"
    with previewing(config, tmp_path / "log") as preview:
        page = "sporsmal/bytte-vakt/"
        assert "Finn en som vil bytte" in preview.page(page)
        assert 'class="notice"' not in preview.page(page)

        text = file.read_text(encoding="utf-8")
        broken = text.replace("ringevikar]", "ringevikr]").replace("vil bytte", "kan bytte")
        file.write_text(broken, encoding="utf-8")
        preview.wait(lambda: BAD_ROLE in preview.log)
        preview.wait(lambda: "ringevikr" in preview.page(page))
        shown = preview.page(page)
        assert "Finn en som vil bytte" in shown
        assert BAD_ROLE in shown
        assert "siste gode utgave" in shown

        file.write_text(text.replace("vil bytte", "kan bytte"), encoding="utf-8")
        preview.wait(lambda: "Finn en som kan bytte" in preview.page(page))
        assert 'class="notice"' not in preview.page(page)

        replace(config.parent / "roles.yaml", "trår til", "stiller opp")
        preview.wait(lambda: "stiller opp" in preview.page(""))

        written = config.parent / "content/pages/ny.md"
        written.write_bytes("# Ny på siden".encode("latin-1"))
        preview.wait(lambda: "[not-utf8]" in preview.page("om/"))
        written.write_text("# Ny på siden", encoding="utf-8")
        preview.wait(lambda: "Ny på siden" in preview.page("ny/"))


def test_a_preview_shows_the_site_with_a_warning(tmp_path: Path) -> None:
    """A warning is logged; the page is shown, and is not marked as outdated."""
    config = copy_of_kaffe(tmp_path)
    file = config.parent / "content/questions/bytte-vakt.yaml"
    replace(file, "Ja. Finn en", "Ja, i HMS-uken. Finn en")
    with previewing(config, tmp_path / "log") as preview:
        shown = preview.page("sporsmal/bytte-vakt/")
        assert "i HMS-uken" in shown
        assert "siste gode utgave" not in shown
        assert "forkortelsen «HMS»" in preview.log


def test_a_preview_of_a_wrong_hub_does_not_start(tmp_path: Path) -> None:
    """If the first build fails, `mkdocs serve` ends with the error message and no traceback."""
    config = copy_of_kaffe(tmp_path)
    break_role(config)
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "serve", "-f", str(config), "-a", "127.0.0.1:0"],
        env=environment(), capture_output=True, text=True, encoding="utf-8", check=False,
        timeout=DEADLINE,
    )  # fmt: skip
    assert result.returncode == 1
    assert BAD_ROLE in result.stderr
    assert "Traceback" not in result.stderr
