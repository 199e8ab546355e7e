"""Whole nights of the link check: the scripts in their order, against sites on loopback."""

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.linkcheck.results import Verdict, read_results
from tests.workflows.world import World, hub_of


@dataclass
class Site:
    """Two hosts with the same pages, each in another shard."""

    hosts: tuple[str, ...]
    answers: dict[str, tuple[int, str]]
    """Status and title by path; any other path is a good page."""


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve the hosts on loopback."""
    answers: dict[str, tuple[int, str]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, title = answers.get(self.path, (200, "Læringsmål"))
            text = f"<title>{title}</title><h1>{title}</h1><p>{'Et svar. ' * 50}</p>"
            body = f"<!doctype html><html lang=nb><meta charset=utf-8>{text}".encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ExitStack() as stack:
        hosts = []
        for address in ("127.0.0.4", "127.0.0.1"):  # in shard 2 of 2, and in shard 1 of 2
            server = stack.enter_context(ThreadingHTTPServer((address, 0), Handler))
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            stack.callback(server.shutdown)
            hosts.append(f"http://{address}:{server.server_port}")
        yield Site(tuple(reversed(hosts)), answers)


_QUICKLY = (
    "--min-gap", "0", "--delay", "0", "--no-robots", "--timeout", "5",
    "--allow-address", "127.0.0.0/8",
)  # fmt: skip


def _night(world: World, *, lost: int | None = None) -> tuple[Path, str]:
    """Check in two shards, join and remember; return the last job, and the log of the checks.

    The shard `lost` is not run.
    """
    world.forget_artifacts()
    trees = {shard: world.job() for shard in (1, 2) if shard != lost}

    def check(shard: int) -> str:
        world.run("links-recall", trees[shard], "link-history.json")
        return world.run("links-check", trees[shard], *_QUICKLY, SHARD=f"{shard}/2")

    with ThreadPoolExecutor() as pool:
        log = "".join(pool.map(check, trees))
    for shard, tree in trees.items():
        world.upload(shard, tree)
    tree = world.job()
    world.run("links-recall", tree, "link-history.json")
    world.run("links-join", tree, SHARDS="1 2")
    world.run("links-remember", tree)
    return tree, log


def test_three_nights_in_two_shards_one_of_which_fails(tmp_path: Path, site: Site) -> None:
    """A death needs two nights of its shard; a night without the shard costs no memory."""
    world = World(tmp_path)
    here, there = (f"{host}/borte" for host in site.hosts)
    world.commit(hub_of(here, there, *(f"{host}/her" for host in site.hosts)))
    site.answers["/borte"] = (404, "Borte\n::error::\n::stop-commands::x")

    tree, log = _night(world)
    first = read_results(tree / ".rollehub/link-results.json")
    assert {x.url for x in first.results if x.verdict is Verdict.DEAD} == {here, there}
    assert len(first.results) == 4
    assert first.finished
    assert not any(result.confirmed for result in first.results)
    assert len(world.remembered()["addresses"]) == 4
    assert world.git("rev-list", "--count", "link-status") == "1"

    tree, _ = _night(world, lost=2)
    second = read_results(tree / ".rollehub/link-results.json")
    assert {x.url for x in second.results if x.confirmed} == {here}
    assert len(second.results) == 2
    assert second.finished is None
    assert len(world.remembered()["addresses"]) == 4

    tree, log = _night(world)
    third = read_results(tree / ".rollehub/link-results.json")
    assert {x.url: x.nights for x in third.results if x.confirmed} == {here: 3, there: 2}
    assert third.finished
    assert world.git("rev-list", "--count", "link-status") == "3"
    assert world.remembered("link-results.json")["finished"] == third.finished
    # Where text of a server is printed, workflow commands are disabled.
    token = re.match(r"::stop-commands::(.+)\n", log)
    assert token
    assert f"\n::{token[1]}::\n" in log

    world.run("links-report", tree)
    world.run("links-issue", tree)
    assert here in world.issue["body"]
    assert there in world.issue["body"]


def test_a_check_that_fails_for_another_reason_than_dead_links_fails(world: World) -> None:
    """Wrong usage fails the step, and workflow commands are enabled again before that."""
    log = world.run("links-check", world.job(), SHARD="3/2", code=2)
    token = re.match(r"::stop-commands::(.+)\n", log)
    assert token
    assert log.endswith(f"::{token[1]}::\n")


def test_a_night_without_a_network_opens_and_closes_nothing(tmp_path: Path) -> None:
    """The check fails with 5; the history, and an issue of an earlier night, stay as they are."""
    world = World(tmp_path)
    world.commit(hub_of(*(f"http://127.0.0.{number}:9/side" for number in range(1, 8))))
    tree = world.job()
    world.run("links-check", tree, *_QUICKLY, SHARD="1/1", code=5)
    world.upload(1, tree)
    tree = world.job()
    world.run("links-recall", tree, "link-history.json")
    world.run("links-join", tree, SHARDS="1")
    run = read_results(tree / ".rollehub/link-results.json")
    assert (run.finished, {x.verdict for x in run.results}) == (None, {Verdict.SKIPPED})
    assert run.outage
    world.run("links-report", tree)
    log = world.run("links-issue", tree)
    assert "Kjøringen er ufullstendig" in log
    assert world.known["issues"] == []
    assert run.outage in world.summary
    world.run("links-remember", tree)
    assert world.remembered()["addresses"] == {}
