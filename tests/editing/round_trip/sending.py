"""A hub is sent out, a person changes the file, and it comes back."""

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result
from docx import Document
from openpyxl import load_workbook

from generator.cli.main import main

FILES = ("roles.yaml", "links.yaml", "mkdocs.yml", "content")
OTHER = "content/questions/hva-er-regut.yaml"
SOME = "content/questions/hva-er-supervisjon.yaml"


def export(hub: Path, path: Path) -> Path:
    run = CliRunner().invoke(main, ["export", str(hub), f"--{path.suffix[1:]}", str(path)])
    assert run.exit_code == 0, run.output
    assert "46 spørsmål" in run.output
    return path


def back(hub: Path, path: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["import", str(path), "--back", "--hub", str(hub), *more])


def replace(path: Path, old: str, new: str, count: int = 1) -> None:
    """Replace words in a file that was sent, as a person would; each place must be there."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        cells = [
            cell
            for row in book["Tekster"].iter_rows(min_col=5, max_col=5)
            for cell in row
            if old in str(cell.value)
        ]
        assert len(cells) >= count
        for cell in cells[:count]:
            cell.value = str(cell.value).replace(old, new)
        book.save(path)
        return
    document = Document(str(path))
    runs = [run for x in document.paragraphs for run in x.runs if old in run.text]
    assert len(runs) >= count
    for run in runs[:count]:
        run.text = run.text.replace(old, new)
    document.save(str(path))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def edit(hub: Path, path: str, change: Callable[[str], str]) -> None:
    file = hub / path
    text = file.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def with_answer(text: str, answer: str) -> str:
    """Return the text of a file of a question with another answer."""
    lines = "".join(f"  {line}\n" for line in answer.split("\n"))
    rest = text[text.index("\nsource:") + 1 :]
    return f"{text.partition('answer:')[0]}answer: |\n{lines}{rest}"
