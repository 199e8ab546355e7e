"""Internal links and anchors of the built site, checked independently by linkchecker."""

import atexit
import csv
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.file_server import FileServer
from tests.site_fixtures import Site, built

LINKCHECKER = Path(sys.executable).with_name("linkchecker")
SETTINGS = """\
[checking]
threads=4
maxrequestspersecond=1000
timeout=20
[filtering]
ignorewarnings=http-redirected
[output]
log=csv
status=0
verbose=1
[AnchorCheck]
"""


@dataclass(frozen=True, slots=True)
class Crawl:
    """Linkchecker running on a site."""

    site: Site
    address: str
    process: subprocess.Popen[bytes]
    out: Path


@cache
def begin() -> Crawl:
    """Start linkchecker early, since it always pauses between requests to one host."""
    site = built("own")
    holder = tempfile.TemporaryDirectory(prefix="rollehub-")
    atexit.register(holder.cleanup)
    folder = Path(holder.name)
    config, out = folder / "linkcheckerrc", folder / "out.csv"
    config.write_text(SETTINGS, encoding="utf-8")
    folder.chmod(0o755)  # linkchecker drops root privileges before it reads
    server = FileServer(site.folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = [str(LINKCHECKER), "--config", str(config), server.address]
    with out.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.DEVNULL)
    atexit.register(process.kill)
    atexit.register(server.server_close)
    return Crawl(site, server.address, process, out)


def test_no_link_or_anchor_inside_the_site_is_broken() -> None:
    """Every page can be reached from the front page, and every link and anchor exists.

    It takes two minutes or more, mostly in parallel with other tests.
    """
    crawl = begin()
    crawl.process.wait(timeout=400)
    site, address, out = crawl.site, crawl.address, crawl.out
    rows = [row for row in _rows(out) if row["url"].startswith(address)]
    wanted = {address + path.removesuffix("index.html") for path in site.page_paths}
    seen = {row["url"].partition("#")[0] for row in rows}
    assert wanted - seen == {f"{address}404.html"}
    assert any("#" in row["urlname"] for row in rows), "anchors were looked at"
    wrong = [
        (row["parentname"], row["urlname"], row["result"], row["warningstring"])
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    ]
    assert wrong == []


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader([x for x in lines if x and not x.startswith("#")], delimiter=";"))
