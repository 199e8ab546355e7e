"""The command `rollehub serve`, as a program of its own."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.shells.hub_copies import BAD_ROLE, break_role, replace
from tests.shells.previews import a_hub
from tests.site_fixtures import environment

COMMAND = Path(sys.executable).with_name("rollehub")
DEADLINE = 20.0  # seconds that it may take to start, to show a change or to stop


class Serving:
    """A running `rollehub serve`."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self._log = log

    @property
    def said(self) -> str:
        """Everything that it has printed."""
        return self._log.read_text("utf-8")

    @property
    def address(self) -> str:
        """The address that it has printed; empty until then."""
        found = re.search(r"http://\S+", self.said)
        return found[0] if found else ""

    def page(self, path: str) -> str:
        """Return the HTML of a page."""
        with urlopen(self.address + path, timeout=DEADLINE) as answer:
            return str(answer.read().decode())

    def wait(self, done: Callable[[], object]) -> None:
        """Wait until something is true, or fail after DEADLINE."""
        end = time.monotonic() + DEADLINE
        while not done():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.02)


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Serving]:
    """Run `rollehub serve` on a free port of this machine, until the block ends."""
    log = root.parent / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [COMMAND, "serve", str(root), "--port", "0", *options],
            env=environment(), stdout=output, stderr=output, text=True,
        )  # fmt: skip
    try:
        started = Serving(process, log)
        started.wait(lambda: started.address)
        yield started
    finally:
        process.kill()
        process.wait(DEADLINE)


def test_a_preview_lives_through_a_day_of_editing(tmp_path: Path) -> None:
    """It shows a change, tells of a mistake in the page and in the terminal, and stops in peace."""
    root = a_hub(tmp_path)
    file = root / "content/questions/bytte-vakt.yaml"
    page = "sporsmal/bytte-vakt/"
    with serving(root) as preview:
        assert "Finn en som vil bytte" in preview.page(page)
        replace(file, "vil bytte", "kan bytte")
        preview.wait(lambda: "Finn en som kan bytte" in preview.page(page))
        preview.wait(lambda: "content/questions/bytte-vakt.yaml: oppdatert på 0," in preview.said)

        good = file.read_text("utf-8")
        break_role(root / "mkdocs.yml")
        preview.wait(lambda: BAD_ROLE in preview.page(page))
        assert "Finn en som kan bytte" in preview.page(page)
        preview.wait(lambda: "viser siste gode utgave til feilene er rettet." in preview.said)
        assert BAD_ROLE in preview.said

        fresh = file.with_suffix(".ny")
        fresh.write_text(good.replace("kan bytte", "bytter"), "utf-8")
        fresh.replace(file)
        preview.wait(lambda: "Finn en som bytter" in preview.page(page))
        assert "siste gode utgave" not in preview.page(page)
        preview.wait(lambda: "rettet på" in preview.said)

        written = root / "content/pages/ny.md"
        written.write_text("# Ny på siden", "utf-8")
        preview.wait(lambda: "Ny på siden" in preview.page("om/"))
        assert "Ny på siden" in preview.page("ny/")

        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(DEADLINE) == 0
        assert preview.said.endswith("Forhåndsvisningen er stoppet.\n")
        assert "Traceback" not in preview.said
        assert not (root / "site").exists()


def test_a_service_manager_stops_it_too(tmp_path: Path) -> None:
    """SIGTERM is as good as Ctrl-C, also while a browser waits for news."""
    with serving(a_hub(tmp_path)) as preview:
        news = urlopen(f"{preview.address}_rollehub/events?since=0", timeout=DEADLINE)
        assert news.readline() == b"event: reload\n"
        preview.process.terminate()
        assert preview.process.wait(DEADLINE) == 0
        news.close()


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `rollehub serve` to its end."""
    return subprocess.run(
        [COMMAND, "serve", *arguments], env=environment(), capture_output=True, text=True,
        check=False, timeout=DEADLINE,
    )  # fmt: skip


def test_a_wrong_hub_is_not_served(tmp_path: Path) -> None:
    """There is no last good site to show, so the problems are printed."""
    root = a_hub(tmp_path)
    break_role(root / "mkdocs.yml")
    result = run(root, "--port", "0")
    assert result.returncode == 3
    assert BAD_ROLE in result.stderr
    assert "Traceback" not in result.stderr


def test_wrong_usage_is_one_sentence(tmp_path: Path) -> None:
    """A port in use, a port that is none, an address that is not this machine's, no hub."""
    root = a_hub(tmp_path)
    (tmp_path / "tom").mkdir()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        used = run(root, "--port", port)
    assert re.search(rf"port {port} er i bruk; prøv --port \d+\n", used.stderr)
    for arguments, said in (
        ((root, "--port", "65536"), "65536 er utenfor 0<=x<=65535."),
        ((root, "--host", "192.0.2.1"), "denne maskinen har ikke adressen «192.0.2.1»"),
        ((tmp_path / "tom",), "er ingen hub: den har ikke «roles.yaml»"),
    ):
        result = run(*arguments)
        assert (result.returncode, said in result.stderr) == (2, True), result.stderr
    assert used.returncode == 2


@pytest.mark.parametrize("host", ["localhost", "0.0.0.0"])
def test_it_listens_where_it_is_told(tmp_path: Path, host: str) -> None:
    """By name, and at every address."""
    with serving(a_hub(tmp_path), "--host", host) as preview:
        assert "Kaffehjelpen" in preview.page("")


def test_it_listens_by_ipv6_or_says_that_the_machine_has_none(tmp_path: Path) -> None:
    """Either way there is an answer."""
    root = a_hub(tmp_path)
    if _has_ipv6():
        with serving(root, "--host", "::1") as preview:
            assert "Kaffehjelpen" in preview.page("")
        return
    refused = run(root, "--host", "::1")
    assert refused.returncode == 2
    assert "denne maskinen har ikke adressen «::1»" in refused.stderr


def _has_ipv6() -> bool:
    """Whether the machine has an IPv6 address of its own; that Python knows them says nothing."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True
