"""New addresses in `links.yaml`: only the letters of the address change."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linkcheck.fix import fixes
from generator.problems import Code
from generator.sources.edit import diff
from generator.sources.reader import read
from tests.site_fixtures import HUBS

OLD, NEW = "https://gammel.no/side", "https://ny.no/et/annet/sted"

FILE = f"""\
# {OLD} står her, og skal stå.
law_section_url: https://lovdata.no/{{reference}}/§{{section}}

links:
  # url: {OLD}
  - id: a   # id-en
    title: 'En «side»'
    url: {OLD}   # før: {OLD}
    note: |
      Se også {OLD}.
      url: {OLD}

  - {{id: b, title: B, url: "https://b.no/x"}}
  - id: c
    url:    'https://c.no/x'
    source: {OLD}
  - id: d
    url: {OLD}/lengre
"""


def test_only_the_value_of_url_changes() -> None:
    """Comments, notes, other keys and longer addresses are left alone."""
    lines = FILE.splitlines(keepends=True)
    lines[7] = lines[7].replace(OLD, NEW, 1)
    assert fixes(FILE, {OLD: NEW}) == "".join(lines)


@pytest.mark.parametrize(
    ("written", "new", "after"),
    [
        (OLD, NEW, NEW),
        (f"'{OLD}'", NEW, f"'{NEW}'"),
        (f'"{OLD}"', NEW, f'"{NEW}"'),
        (f'"{OLD}"   # merknad', NEW, f'"{NEW}"   # merknad'),
        (OLD, "https://ny.no/a#b", "https://ny.no/a#b"),
        (OLD, "https://ny.no/a #b", "'https://ny.no/a #b'"),
        (OLD, "https://ny.no/a: b", "'https://ny.no/a: b'"),
        (OLD, "https://ny.no/a:", "'https://ny.no/a:'"),
        (OLD, "https://ny.no/o'hara", "https://ny.no/o'hara"),
        (OLD, "https://ny.no/o'hara #1", "'https://ny.no/o''hara #1'"),
        (f"'{OLD}'", "https://ny.no/o'hara", "'https://ny.no/o''hara'"),
        (f'"{OLD}"', 'https://ny.no/"a"\\b', '"https://ny.no/\\"a\\"\\\\b"'),
        (OLD, "https://ny.no/a,b[c]{d}", "https://ny.no/a,b[c]{d}"),
        (OLD, "https://ny.no/blåbær/§1", "https://ny.no/blåbær/§1"),
        ('"https:\\/\\/gammel.no\\/side"', NEW, f'"{NEW}"'),
        (f">-\n      {OLD}", NEW, f">-\n      {NEW}"),
        (f"|-  # slik\n      {OLD}", NEW, f"|-  # slik\n      {NEW}"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_quotes_stay_and_are_added_only_where_needed(
    written: str, new: str, after: str, end: str, mark: str
) -> None:
    """This is so for every kind of line ending, and behind a byte-order mark."""
    text = mark + "links:\n  - id: æ\n    url: %s\n    note: null\n".replace("\n", end)
    old = text % written.replace("\n", end)
    assert fixes(old, {OLD: new}).encode() == (text % after.replace("\n", end)).encode()


def test_in_a_flow_mapping_a_comma_needs_quotes() -> None:
    """Whether a value needs quotes depends on what it is part of."""
    text = "links: [{id: a, url: %s}, {url: https://b.no, id: b}]  # slutt"
    moved = fixes(text % OLD, {OLD: "https://ny.no/a,b", "https://b.no": "https://c.no"})
    assert moved == (text % "'https://ny.no/a,b'").replace("https://b.no", "https://c.no")


def test_no_address_comes_to_stand_twice() -> None:
    """A move to the address of another link is left to a human; of two moves, the first is made."""
    text = f"links:\n  - url: {OLD}\n  - url: {NEW}\n"
    assert fixes(text, {OLD: NEW}) == text
    text = "links:\n  - url: https://a.no\n  - url: https://b.no\n"
    assert fixes(text, {"https://a.no": NEW, "https://b.no": NEW}) == text.replace(
        "https://a.no", NEW
    )


@pytest.mark.parametrize("text", ["", "links:\n", "- a\n", "links: 3\n", "\tlinks:\n", "a: *b\n"])
def test_a_file_without_links_stays(text: str) -> None:
    """A text that cannot be read, or has no links, is returned unchanged."""
    assert fixes(text, {OLD: NEW}) == text


def test_the_own_file_changes_in_one_line_only() -> None:
    """In the links.yaml of the hub that was imported, one move changes one line."""
    text = (HUBS["own"] / "links.yaml").read_bytes().decode()
    document, _ = read("links.yaml", text.encode())
    assert document
    urls = [link["url"] for link in document.data["links"] if link.get("url")]
    for url in (urls[0], urls[len(urls) // 2], urls[-1]):
        before, after = text.splitlines(), fixes(text, {url: NEW}).splitlines()
        changed = [(x, y) for x, y in zip(before, after, strict=True) if x != y]
        assert [(x.replace(url, NEW)) for x, _ in changed] == [y for _, y in changed]
        assert len(changed) == 1


DOUBTFUL = {Code.SOFT_HYPHEN, Code.MOJIBAKE, Code.LOST_CHARACTER}
_URLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)


@given(_URLS, st.sampled_from(["%s", "'%s'", '"%s"']), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_reads_back(rest: str, quoted: str, end: str) -> None:
    """Any new address is read back as written, or nothing is changed."""
    new = f"https://ny.no/{rest}"
    text = f"# før{end}links:{end}- url: {quoted % OLD}  # x{end}  id: a{end}"
    moved = fixes(text, {OLD: new})
    document, problems = read("links.yaml", moved.encode())
    assert document
    # A letter in the address may be doubtful, as it would be anywhere.
    assert {problem.code for problem in problems} <= DOUBTFUL
    assert document.data["links"] == [{"url": OLD if moved == text else new, "id": "a"}]
    assert moved.startswith(f"# før{end}links:{end}- url: ")
    assert moved.endswith(f"  # x{end}  id: a{end}")


@given(st.text(), st.text())
def test_no_text_makes_it_raise(text: str, new: str) -> None:
    """Any text may be given, readable or not."""
    fixes(text, {OLD: new, text: new})


@pytest.mark.parametrize("text", [FILE, FILE.replace("\n", "\r\n"), FILE.rstrip()])
def test_the_diff_can_be_applied(text: str, tmp_path: Path) -> None:
    """git turns the old file into the new one, whatever the line endings."""
    moved = fixes(text, {OLD: NEW, f"{OLD}/lengre": "https://ny.no/lengst"})
    assert moved != text
    file = tmp_path / "links.yaml"
    file.write_bytes(text.encode())
    change = diff(text, moved, "links.yaml")
    assert change.startswith("--- a/links.yaml\n+++ b/links.yaml\n@@ ")
    command = ["git", "apply", "--whitespace=nowarn", "-"]
    subprocess.run(command, input=change.encode(), cwd=tmp_path, check=True)
    assert file.read_bytes() == moved.encode()


def test_no_change_is_no_diff() -> None:
    """Without a change, the diff is empty."""
    assert diff(FILE, FILE, "links.yaml") == ""
