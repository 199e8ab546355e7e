"""Which addresses a run checks: parts of the whole, lists in files, and the hub's own links."""

from pathlib import Path

from tests.linkcheck.bed.server import Bed
from tests.linkcheck.command.running import check, urls_of
from tests.linkcheck.command.sites import ANCHORS, POLITE, polite_urls

OWN = (ANCHORS, POLITE)


def test_shards_are_parts_of_the_whole(bed: Bed, tmp_path: Path) -> None:
    """The shards cover all addresses, none twice, and a host is in one of them only."""
    urls = [*urls_of(bed, [f"soft-title-{n}" for n in range(10)]), *polite_urls(bed)[:4]]
    first = set(check(tmp_path, urls, "--shard", "1/2").rows)
    second = set(check(tmp_path, urls, "--shard", "2/2").rows)
    assert first and second
    assert not first & second
    assert first | second == set(urls)
    assert set(polite_urls(bed)[:4]) <= first or set(polite_urls(bed)[:4]) <= second


def test_a_list_may_have_comments_and_blanks(bed: Bed, tmp_path: Path) -> None:
    """`--urls-from` takes one address per line; a fragment is no comment."""
    one, two = polite_urls(bed)[:2]
    listed = tmp_path / "urls.txt"
    listed.write_text(
        f"\ufeff# liste\n\n  {one}#del \r\n\t\n#{two}\n{two}\n{two}\n", encoding="utf-8"
    )
    ran = check(tmp_path, [], "--urls-from", listed)
    assert [row["url"] for row in ran.data["results"]] == [f"{one}#del", two]


def test_an_empty_list_is_no_reason_to_check_the_hub(tmp_path: Path) -> None:
    """A list without addresses gives a run without results."""
    listed = tmp_path / "urls.txt"
    listed.write_text("# ingenting\n", encoding="utf-8")
    ran = check(tmp_path, [], "--urls-from", listed)
    assert ran.data["results"] == []
    assert ran.code == 0


_LINK = """\
  - id: {id}
    title: Lenke {id}
    url: {url}
    url_status: from-source
    publisher: Prøve
    kind: {kind}
    language: nb
    topic: ansvar
    roles: [lis]
    note: null
"""


def test_a_hub_is_checked_with_the_place_of_each_link(bed: Bed, tmp_path: Path) -> None:
    """Without addresses the hub's own links are checked, each with its file and line."""
    good, pdf = urls_of(bed, ("anchors", "redirect-302"))
    for path, text in {
        "roles.yaml": "roles:\n  - id: lis\n    name: LIS\n",
        "content/topics.yaml": "topics:\n  - id: ansvar\n    title: Ansvar\n    questions: [hva]\n",
        "content/glossary.yaml": "terms:\n  - id: lis\n    term: LIS\n",
        "content/questions/hva.yaml": (
            "id: hva\nquestion: Hva?\nroles: all\n"
            "answer: Se [del](link:en#del3) og [borte](link:en#borte).\nlinks: [to]\n"
        ),
        "links.yaml": "links:\n"
        + _LINK.format(id="en", url=good, kind="page")
        + _LINK.format(id="to", url=pdf, kind="pdf"),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    ran = check(tmp_path, [], tmp_path)
    found = {
        url: (row["verdict"], row["places"][0]["path"], row["places"][0]["line"])
        for url, row in ran.rows.items()
    }
    assert found == {
        good: ("ok", "links.yaml", 4),
        pdf: ("suspicious", "links.yaml", 14),
        f"{good}#del3": ("ok", "content/questions/hva.yaml", 4),
        f"{good}#borte": ("suspicious", "content/questions/hva.yaml", 4),
    }
    assert ran.rows[f"{good}#borte"]["questions"] == ["hva"]
    assert len(bed.asked("anchors", "/a")) == 1
