"""The coverage of a plan for programs and spreadsheets."""

import csv
import io
import json
from zipfile import ZipFile

from generator.site.content import Content
from generator.site.export.plans import plan_files
from generator.site.settings import Settings
from tests.site.plan_fixtures import arena, hub_with, plan
from tests.site_fixtures import built


def files(*arenas: dict[str, object]) -> dict[str, bytes]:
    """Return the files of a plan, by name."""
    content = Content(hub_with(plan(arenas=arenas) if arenas else plan()), Settings())
    return {path.rpartition("/")[2]: make() for path, make in plan_files(content, content.plans[0])}


def test_the_json_has_every_goal_with_its_arenas() -> None:
    """Format 1; an arena that gives nothing of a goal has the extent `none`."""
    data = json.loads(files()["coverage.json"])
    assert data["format"] == 1
    assert [goal["id"] for goal in data["goals"]] == [f"ALM-00{number}" for number in range(1, 7)]
    assert data["goals"][1] == {
        "id": "ALM-002",
        "set": "alm",
        "arenas": ["a", "b"],
        "extent": {"a": "partial", "b": "partial"},
    }
    assert data["goals"][0]["extent"] == {"a": "full", "b": "none"}
    assert "readings" not in data


def test_an_unknown_extent_gives_no_arena() -> None:
    """An empty field says nothing about its goals."""
    goals = json.loads(files(arena("a", {"goals": None}))["coverage.json"])["goals"]
    assert {goal["extent"]["a"] for goal in goals} == {"unknown"}
    assert {len(goal["arenas"]) for goal in goals} == {0}


def test_both_readings_are_in_the_json() -> None:
    """The goals themselves are those of the reading that promises the least."""
    data = json.loads(
        files(arena("a", {"goals": "1,-3", "reading": {"1,-3": "unsettled"}}))["coverage.json"]
    )
    given = [[x["id"] for x in r["goals"] if x["arenas"]] for r in data["readings"]]
    assert [reading["reading"] for reading in data["readings"]] == ["list", "range"]
    assert given == [["ALM-001", "ALM-003"], ["ALM-001", "ALM-002", "ALM-003"]]
    assert data["goals"] == data["readings"][0]["goals"]


def test_the_csv_opens_in_norwegian_excel() -> None:
    """A mark of UTF-8, semicolons, and names that no spreadsheet takes for numbers."""
    raw = files()["coverage.csv"]
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Læringsmål", "Antall arenaer", "Arena a", "Arena b"]
    assert rows[2] == ["ALM-002", "2", "delvis", "delvis"]


def test_the_xlsx_is_a_workbook_and_has_the_same_bytes_each_time() -> None:
    """No moment of its making is in it."""
    first, second = files()["coverage.xlsx"], files()["coverage.xlsx"]
    assert first == second
    with ZipFile(io.BytesIO(first)) as archive:
        texts = archive.read("xl/sharedStrings.xml").decode()
    assert "ALM-006" in texts
    assert "delvis" in texts


def test_the_example_plan_is_published() -> None:
    """With thirteen goals on one arena in one reading, and twelve in the other."""
    site = built("own")
    data = json.loads(site.files["planer/asnes/coverage.json"])
    assert len(data["goals"]) == 85 + 75
    for reading, wanted in zip(data["readings"], (13, 12), strict=True):
        assert sum(len(goal["arenas"]) == 1 for goal in reading["goals"]) == wanted
    ward = {goal["extent"]["legevakt"] for goal in data["goals"] if goal["set"] == "fkm"}
    assert ward == {"unknown"}
