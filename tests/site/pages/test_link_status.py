"""What readers and maintainers see of the link check: on the site, and from `rollehub links`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.linkcheck import results
from generator.linkcheck.memory.history import Record, Sighting
from generator.linkcheck.memory.history_file import write_history
from generator.linkcheck.results import Run, Verdict, read_results, write_results
from generator.site.content import Content
from generator.site.pages.render import site_pages
from generator.site.pages.templates import Templates
from generator.site.settings import Settings
from tests.site_fixtures import a_hub, a_link, a_question, parse_strictly

DEAD = "https://borte.example.org/"
HUB = a_hub(
    a_question("hva", answer="Se [siden](link:borte) og [en annen](link:her).", links=["borte"]),
    links=[a_link("borte", roles=["gjest"]), a_link("her", roles=["gjest"])],
)


def found(url: str, verdict: Verdict, **more: object) -> results.Result:
    """Return the result for an address."""
    values = {"confirmed": False, "reason": "Siden svarer.", **more}
    return results.Result(url=url, verdict=verdict, **values)  # type: ignore[arg-type]


def pages(run: Run | None) -> dict[str, str]:
    """Return the HTML of each page, by address."""
    content = Content(HUB, Settings(), run)
    pages = site_pages(content, Templates(content), {})
    return {address: page.html for address, page in pages.items()}


def run_of(*rows: results.Result) -> Run:
    """Return a finished run with these results."""
    return Run("2026-11-20T03:00:00+00:00", rows)


def test_the_front_page_says_how_many_links_worked() -> None:
    """A link that was not tried does not count; a check that was cut off says nothing."""
    rows = (
        found("https://a.example.org/", Verdict.OK), found("https://b.example.org/", Verdict.MOVED),
        found(DEAD, Verdict.DEAD), found("mailto:a@example.org", Verdict.SKIPPED),
    )  # fmt: skip
    said = parse_strictly(pages(run_of(*rows))[""])[0].text
    assert "2 av 3 lenker virket ved siste sjekk, 20. november 2026. Lenkestatus" in said
    for run in (None, Run(None, rows), run_of()):
        assert "ved siste sjekk" not in pages(run)[""]


@pytest.mark.parametrize("contact", ["", "hjelp@example.org"])
def test_without_a_check_the_page_says_what_to_do(contact: str) -> None:
    """Readers go on to the links, and tell somebody if they can; editors get the command."""
    content = Content(HUB, Settings(contact=contact))
    page = site_pages(content, Templates(content), {})["lenkestatus/"]
    tree = parse_strictly(page.html)[0]
    wanted = ["../lenker/"] + [f"mailto:{contact}"] * bool(contact)
    assert [x["href"] for x in tree.all("a")] == wanted
    assert tree.one("code").text == "rollehub links check"


def test_a_confirmed_dead_link_says_so_and_offers_an_archived_copy() -> None:
    """The answer and the role's list say so, and the link itself stays. The list below the answer
    does not repeat it.
    """
    dead = found(DEAD, Verdict.DEAD, confirmed=True, reason="Siden finnes ikke (404).")
    made = pages(run_of(dead))
    archived = f'href="https://web.archive.org/web/{DEAD}"'
    assert made["gjest/"].count(archived) == 1
    assert made["gjest/lenker/"].count(archived) == 1
    assert "borte ved siste sjekk" in made["gjest/"]
    assert f'href="{DEAD}"' in made["gjest/"]


def test_a_dead_link_that_is_not_confirmed_is_left_alone() -> None:
    """Readers are not told about a single failure."""
    made = pages(run_of(found(DEAD, Verdict.DEAD)))
    assert "web.archive.org" not in made["gjest/"] + made["gjest/lenker/"]


HOSTILE = (
    "javascript:alert(1)", "JavaScript:alert(1)//https://a.no/", "data:text/html,<script>",
    'https://a.no/"onclick="alert(1)', "https://a.no/<script>", "https://a.no/\ud800", "\0", "",
    "https://a.no/\u202eexe", "\nSet-Cookie: a=b", "vbscript:x", "file:///etc/passwd", "x" * 9999,
)  # fmt: skip


@pytest.mark.parametrize("verdict", Verdict)
def test_whatever_a_server_sent_is_shown_as_text(verdict: Verdict) -> None:
    """Only addresses of the web become links, and the page can always be encoded."""
    made = pages(run_of(*(found(x, verdict, reason=x, link=x, questions=(x,)) for x in HOSTILE)))
    html = made["lenkestatus/"].encode().decode()
    page, misfits = parse_strictly(html)
    assert misfits == []
    shown = {link["href"] for link in page.all("a")}
    assert all(address.startswith("https://a.no/") for address in shown)
    assert not page.all("script")
    assert [node for node in page.walk() if any(x.startswith("on") for x in node.attributes)] == []


def test_the_status_page_shows_results_and_date() -> None:
    """It shows the date of the run, and contains a warning that a script shows if that is old."""
    made = pages(run_of(found(DEAD, Verdict.DEAD, confirmed=True), found("https://x/", Verdict.OK)))
    page = made["lenkestatus/"]
    assert (
        '<time datetime="2026-11-20T03:00:00+00:00" data-checked>20. november 2026</time>' in page
    )
    assert "data-stale hidden" in page
    assert "2 adresser er sjekket, og 1 av dem er i orden" in page


def test_without_a_run_the_status_page_says_that_nothing_is_known() -> None:
    """It gives no verdict on any link."""
    assert "har ikke kjørt ennå" in pages(None)["lenkestatus/"]


def links(*arguments: str) -> Result:
    """Run `rollehub links …`."""
    return CliRunner().invoke(main, ["links", *arguments])


def test_the_last_results_are_shown_in_every_form(tmp_path: Path) -> None:
    """Text, Markdown, annotations and JUnit are made from the same file."""
    file = tmp_path / "r.json"
    dead = found(DEAD, Verdict.DEAD, confirmed=True, look=True, reason="Siden finnes ikke (404).")
    write_results(file, [dead], "2026-11-20T03:00:00+00:00")
    for form, words in (
        ("text", "Siden finnes ikke (404)."),
        ("markdown", "<!-- rollehub-links -->"),
        ("github", "::error "),
        ("junit", "<testsuite"),
    ):
        shown = links("report", str(file), "--format", form)
        assert (shown.exit_code, words in shown.output) == (0, True), form
    assert links("report", str(file), "--needs-issue").exit_code == 4
    write_results(file, [found(DEAD, Verdict.OK)], "2026-11-21T03:00:00+00:00")
    assert links("report", str(file), "--needs-issue").exit_code == 0


def test_a_missing_or_foreign_result_file_is_reported(tmp_path: Path) -> None:
    """The message says what to do, and the exit code is 2."""
    missing = links("report", str(tmp_path / "x.json"))
    assert missing.exit_code == 2
    assert "kjør «rollehub links check» først" in missing.output
    (tmp_path / "x.json").write_text("[]", "utf-8")
    assert links("report", str(tmp_path / "x.json")).exit_code == 2


def test_moves_are_written_into_links_yaml(tmp_path: Path) -> None:
    """Only the address changes; a dry run shows the same changes and writes nothing.

    A move to another host is only shown, unless it is asked for.
    """
    old = 'links:\r\n  - id: a  # merk\r\n    url: "https://gammel.example.org/"\r\n'
    (tmp_path / "links.yaml").write_bytes(old.encode())
    seen = Sighting(
        at="2026-11-18T03:00:00+00:00", until="2026-11-20T03:00:00+00:00", times=3, status=200,
        permanent="https://ny.example.org/",
    )  # fmt: skip
    history = tmp_path / "h.json"
    write_history(history, {"https://gammel.example.org/": Record(recent=(seen,))})
    same_host = links("fix", str(tmp_path), "--history", str(history)).output
    assert "Ingen varige flyttinger" in same_host
    assert "https://gammel.example.org/ → https://ny.example.org/ (" in same_host
    arguments = ("fix", str(tmp_path), "--history", str(history), "--other-hosts")
    assert '+    url: "https://ny.example.org/"' in links(*arguments, "--dry-run").output
    assert (tmp_path / "links.yaml").read_bytes() == old.encode()
    assert links(*arguments).exit_code == 0
    assert (tmp_path / "links.yaml").read_bytes() == old.replace("gammel", "ny").encode()
    assert "Ingen varige flyttinger" in links(*arguments).output


def test_shards_are_joined(tmp_path: Path) -> None:
    """Results and history of all parts are merged without duplicates."""
    for number, url in ((1, "https://a/"), (2, "https://b/")):
        write_results(
            tmp_path / f"{number}.json",
            [found(url, Verdict.OK)],
            f"2026-11-2{number}T03:00:00+00:00",
        )
        sighting = Sighting(at="2026-11-20T03:00:00+00:00", until="2026-11-20T03:00:00+00:00")
        write_history(tmp_path / f"h{number}.json", {url: Record(recent=(sighting,))})
    out, memory = tmp_path / "r.json", tmp_path / "h.json"
    joined = links(
        "merge", str(tmp_path / "1.json"), str(tmp_path / "2.json"), "--json", str(out),
        "--history-from", str(tmp_path / "h1.json"), "--history-from", str(tmp_path / "h2.json"),
        "--history", str(memory),
    )  # fmt: skip
    assert joined.exit_code == 0, joined.output
    run = read_results(out)
    assert [result.url for result in run.results] == ["https://a/", "https://b/"]
    assert run.finished == "2026-11-22T03:00:00+00:00"
    assert set(json.loads(memory.read_text("utf-8"))["addresses"]) == {"https://a/", "https://b/"}


def test_all_addresses_of_the_hub_are_listed() -> None:
    """Links, their fragments and sections of laws are listed once each."""
    listed = links("list", str(Path(__file__).parents[3])).output.splitlines()
    assert len(listed) == len(set(listed)) > 38
    assert "https://lovdata.no/forskrift/2016-12-08-1482/§26" in listed
    assert any("#regelverk" in url for url in listed)
