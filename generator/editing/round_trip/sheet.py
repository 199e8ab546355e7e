"""The texts of a hub -> a spreadsheet for review, and back.

In: a hub, or the path of an `.xlsx` file. Out: bytes, or what came back. Every cell is text, so
that "055" and "1-6" stay what they are. Raises UnusableError for a file that is no spreadsheet, or
that no hub sent.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.editing.importing.lines import UnusableError
from generator.editing.importing.office import check_package, opening
from generator.editing.round_trip.fields import (
    Returned,
    by_topic,
    fields_of,
    label,
    plain,
    role_list,
)
from generator.hub.model import Hub

KEY, TEXT, DATE, MARK = "Nøkkel", "Tekst", "Gjennomgått nå", "Merke"
_COLUMNS = {
    KEY: 30, "Emne": 24, "Hva": 16, "Roller": 24, TEXT: 90, "Sist gjennomgått": 14, DATE: 14,
    MARK: 16,
}  # fmt: skip
"""Column -> its width."""
_SHEET, _SENT = "Tekster", "Sendt ut"
_KIND = "et regneark (.xlsx)"
_AS_TEXT = "@"
_LONGEST = 32_767
"""Characters of a cell in Excel."""


def as_sheet(hub: Hub, only: Sequence[str] = ()) -> bytes:
    """Return the spreadsheet with the questions of a hub, a row a text; `only` is `by_topic`'s.

    Raises ValueError, with a Norwegian sentence, for a text that no cell can hold.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _SHEET
    sent = book.create_sheet(_SENT)
    sent.sheet_state = "hidden"
    _add_row(sheet, list(_COLUMNS))
    _add_row(sent, [KEY, TEXT])
    for topic, questions in by_topic(hub, only):
        for question in questions:
            roles = role_list(question, hub)
            last = question.reviewed.isoformat() if question.reviewed else ""
            for number, item in enumerate(fields_of(question)):
                text = plain(item.text)
                if len(text) > _LONGEST:
                    message = f"{item.key}: teksten er for lang for en celle; bruk --docx"
                    raise ValueError(message)
                about = [topic, label(item, hub), roles]
                days = [last if number == 0 else "", ""]
                _add_row(sheet, [item.key, *about, text, *days, item.mark])
                _add_row(sent, [item.key, text])
    for number, width in enumerate(_COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
    sheet.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _add_row(sheet: Worksheet, values: Sequence[str]) -> None:
    row = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        cell.value = value
        cell.data_type = "s"  # a text that begins with = is no formula
        cell.number_format = _AS_TEXT
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def read_sheet(path: Path) -> Returned:
    """Return what came back; rows may be in another order, and some may be gone."""
    check_package(path, _KIND)
    # The library leaves a file open that it cannot read, so it is opened here.
    with opening(path, _KIND), path.open("rb") as file, catch_warnings():
        simplefilter("ignore", UserWarning)  # of looks that it does not read, which we don't need
        book = load_workbook(file)
    back = Returned()
    for sheet in book.worksheets:
        columns = _columns(sheet)
        if sheet.title == _SENT:
            for _, row in _rows(sheet, columns):
                back.sent[str(row.get(KEY, ""))] = str(row.get(TEXT) or "")
        elif {KEY, TEXT, MARK} <= set(columns):
            for number, row in _rows(sheet, columns):
                _read_row(back, f"rad {number}", row)
            for cells in sheet.iter_rows():
                _read_comments(back, cells, columns)
    if not back.marks:
        message = f"{path}: filen er ikke sendt ut med «rollehub export»"
        raise UnusableError(message)
    return back


def _columns(sheet: Worksheet) -> dict[str, int]:
    """Return heading -> index of the column."""
    first = next(sheet.iter_rows(max_row=1), ())
    return {str(cell.value).strip(): n for n, cell in enumerate(first) if cell.value}


def _rows(sheet: Worksheet, columns: dict[str, int]) -> list[tuple[int, dict[str, Any]]]:
    found = []
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
        values = {name: row[at] for name, at in columns.items() if at < len(row)}
        if values.get(KEY):
            found.append((number, values))
    return found


def _read_row(back: Returned, place: str, row: dict[str, Any]) -> None:
    key, text = str(row[KEY]).strip(), row.get(TEXT)
    if key in back.marks:
        back.problems.append(f"{place}: {key} står to ganger; bare den første er lest")
        return
    if text is not None and not isinstance(text, str):
        back.problems.append(
            f"{place}: teksten til {key} er blitt et tall eller en dato ({text}); "
            "skriv den på nytt i en celle med formatet Tekst"
        )
        return
    back.texts[key] = (text or "").replace("_x000D_", "").replace("\r", "")
    back.marks[key] = str(row.get(MARK) or "").strip()
    if day := row.get(DATE):
        question = key.partition("/")[0]
        is_day = isinstance(day, (date, datetime))
        back.dates.setdefault(question, day.strftime("%Y-%m-%d") if is_day else str(day).strip())


def _read_comments(back: Returned, cells: Sequence[Any], columns: dict[str, int]) -> None:
    for cell in cells:
        if cell.comment:
            key = str(cells[columns[KEY]].value or "")
            back.comments.append((key, cell.comment.author or "", cell.comment.text.strip()))
