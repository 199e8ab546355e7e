"""A plan -> its table of coverage for programs and spreadsheets: JSON, CSV and XLSX.

In: the content of a site, and the outline of a plan. Out: file names, and bytes. Equal input gives
equal bytes.
"""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

from generator.hub.plans import Extent
from generator.plans.coverage import Coverage
from generator.plans.outline import Outline
from generator.site.content import Content
from generator.site.plan_words import EXTENT_WORDS

FILES = ("coverage.json", "coverage.csv", "coverage.xlsx")
"""The names of the files of a plan, in the folder of its page."""

_NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)  # a date of creation would differ between builds


def plan_files(content: Content, outline: Outline) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield (path from the site's root, function that returns the bytes) of each file of a plan."""
    makers = (
        lambda: coverage_json(outline).encode(),
        lambda: _csv(list(_table(content, outline))),
        lambda: _xlsx(list(_table(content, outline)), outline.plan.title),
    )
    for name, make in zip(FILES, makers, strict=True):
        yield f"planer/{outline.plan.id}/{name}", make


def coverage_json(outline: Outline) -> str:
    """Return the coverage of a plan, format 1.

    `goals` is the reading that promises the least; `readings` has all where a part of the plan can
    be read in two ways. `arenas` of a goal are those that give it, at least in part.
    """
    data = {
        "format": 1,
        "plan": {"id": outline.plan.id, "title": outline.plan.title},
        "sets": [
            {"id": set_, "name": used.data.name, "version": used.version.id}
            for set_, used in outline.sets.items()
        ],
        "arenas": [{"id": arena.id, "name": arena.name} for arena in outline.plan.arenas],
        "goals": _goals(outline.first.coverage),
    }
    if len(outline.results) > 1:
        data["readings"] = [
            {"reading": result.how, "goals": _goals(result.coverage)} for result in outline.results
        ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _goals(coverage: Coverage) -> list[dict[str, Any]]:
    return [
        {
            "id": goal.id,
            "set": goal.set,
            "arenas": coverage.arenas_of[goal.id],
            "extent": {arena.id: coverage.extent(arena.id, goal.id) for arena in coverage.arenas},
        }
        for goal in coverage.goals
    ]


def _table(content: Content, outline: Outline) -> Iterator[list[str]]:
    """Yield the rows of the table, its head first, in the language of the site."""
    _, coverage = content.language.gettext, outline.first.coverage
    yield [_("Læringsmål"), _("Antall arenaer"), *(arena.name for arena in coverage.arenas)]
    for goal in coverage.goals:
        extents = (coverage.extent(arena.id, goal.id) for arena in coverage.arenas)
        words = (_(EXTENT_WORDS[extent]) if extent is not Extent.NONE else "" for extent in extents)
        yield [goal.id, str(len(coverage.arenas_of[goal.id])), *words]


def _csv(rows: list[list[str]]) -> bytes:
    """Return a table as Norwegian Excel opens it: semicolons, and a mark of UTF-8."""
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: list[list[str]], title: str) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - few hubs have plans

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": title, "created": _NO_DAY.replace(tzinfo=None)})
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(rows[0]) - 1, 14)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                is_count = number and column == 1
                sheet.write(
                    number, column, int(text) if is_count else text, None if number else bold
                )
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    return made.getvalue()
