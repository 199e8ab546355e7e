"""A preview without a browser: the last good site, whatever happens to the sources."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.shells import preview as module
from generator.shells.preview import Preview
from tests.shells.hub_copies import replace
from tests.shells.previews import PAGE, a_hub, previewed
from tests.site_fixtures import ROOT, parse

STYLES = "assets/stylesheets/hub.css"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a hub without PDFs."""
    return a_hub(tmp_path)


def page(preview: Preview, path: str = PAGE) -> str:
    """Return the HTML of a page."""
    html = preview.snapshot.page(path)
    assert html is not None, path
    return html.decode()


def problems(preview: Preview) -> list[str]:
    """Return what a page says is wrong."""
    return [
        code.text for x in parse(page(preview)).all("section", "notice") for code in x.all("code")
    ]


def test_a_changed_answer_is_shown(root: Path) -> None:
    """On its page, on the pages of roles, in the data and in the search."""
    preview = previewed(root)
    file = root / "content/questions/bytte-vakt.yaml"
    replace(file, "vil bytte", "kan bytte")
    snapshot = preview.update({file})
    assert (snapshot.problems, snapshot.number, snapshot.reloads) == ((), 2, 2)
    assert "Finn en som kan bytte" in page(preview)
    assert "Finn en som kan bytte" in page(preview, "ringevikar/index.html")
    for path in ("data/hub.json", "search/index.js"):
        assert b"Finn en som kan bytte" in (preview.snapshot.file(path) or b"")


def _delete(root: Path) -> None:
    (root / "content/questions/bytte-vakt.yaml").unlink()


def _half(root: Path) -> None:
    file = root / "content/questions/bytte-vakt.yaml"
    file.write_bytes(file.read_bytes()[:70])


def _empty(root: Path) -> None:
    (root / "roles.yaml").write_bytes(b"")


def _folder_gone(root: Path) -> None:
    shutil.rmtree(root / "content")


def _settings(root: Path) -> None:
    replace(root / "mkdocs.yml", "contact:", "kontakt:")


def _no_settings(root: Path) -> None:
    (root / "mkdocs.yml").write_bytes(b"site_name: [")


def _template(root: Path) -> None:
    (root / "maler").mkdir()
    replace(root / "mkdocs.yml", str(ROOT / "overrides"), "maler")
    (root / "maler/main.html").write_text("{% if %}")


def _script(root: Path) -> None:
    part = root / "maler/assets/javascripts/hub/start.js"
    part.parent.mkdir(parents=True)
    replace(root / "mkdocs.yml", str(ROOT / "overrides"), "maler")
    part.write_bytes(b"\xff")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_delete, "ukjent spørsmål «bytte-vakt»"),
        (_half, "bytte-vakt.yaml:"),
        (_empty, "roles.yaml:1:1: feil: filen er tom"),
        (_folder_gone, "content/topics.yaml:1:1: feil: filen mangler"),
        (_settings, "mkdocs.yml:17:7: feil: ukjent nøkkel «kontakt»"),
        (_no_settings, "mkdocs.yml:1:12: feil: "),
        (_template, "malen main.html, linje 1, kan ikke leses"),
        (_script, "en fil under assets kan ikke leses"),
    ],
)
def test_the_last_good_site_stays_until_a_mistake_is_mended(
    root: Path, harm: Callable[[Path], None], said: str
) -> None:
    """Every page says what is wrong; when it is mended, it says nothing, and shows what is new."""
    shutil.copytree(root, root.with_name("good"))
    preview = previewed(root)
    harm(root)
    snapshot = preview.update({root / "roles.yaml"})
    assert snapshot.reloads == snapshot.number == 2
    for path in (PAGE, "404.html", "index.html"):
        assert "siste gode utgave" in page(preview, path)
    assert "Finn en som vil bytte" in page(preview)
    assert [x for x in problems(preview) if said in x], problems(preview)

    shutil.rmtree(root)
    shutil.copytree(root.with_name("good"), root)
    replace(root / "content/questions/bytte-vakt.yaml", "vil bytte", "kan bytte")
    assert preview.update({root / "roles.yaml"}).problems == ()
    assert problems(preview) == []
    assert "Finn en som kan bytte" in page(preview)


def test_our_own_mistake_does_not_stop_the_preview(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page and the terminal get the traceback; the next change is shown as ever."""
    preview = previewed(root)
    with monkeypatch.context() as patch:
        patch.setattr(module, "read_sources", lambda *_, **__: 1 / 0)
        preview.update({root / "roles.yaml"})
    [problem] = problems(preview)
    assert problem.startswith("Rollehub har en feil")
    assert "ZeroDivisionError" in problem
    assert preview.update({root / "roles.yaml"}).problems == ()


def test_a_changed_style_needs_no_reload(root: Path) -> None:
    """Only that file is made anew. While something is wrong, everything is."""
    part = root / "maler/assets/stylesheets/hub/base.css"
    part.parent.mkdir(parents=True)
    replace(root / "mkdocs.yml", str(ROOT / "overrides"), "maler")
    preview = previewed(root)
    before = preview.snapshot
    part.write_text("body { color: teal }")
    snapshot = preview.update({part})
    assert b"body{color: teal}" in (snapshot.file(STYLES) or b"")
    assert snapshot.site.pages is before.site.pages
    assert (snapshot.news_since(1), snapshot.news_since(2)) == ("styles", None)
    (root / "roles.yaml").rename(root / "borte.yml")
    preview.update({root / "roles.yaml"})
    (root / "borte.yml").rename(root / "roles.yaml")
    assert preview.update({part}).problems == ()
    assert preview.snapshot.news_since(1) == "reload"


def test_warnings_are_kept_apart_from_errors(root: Path) -> None:
    """The page shows what is new, without a notice."""
    preview = previewed(root)
    file = root / "content/questions/bytte-vakt.yaml"
    replace(file, "Ja. Finn en", "Ja, i HMS-uken. Finn en")
    snapshot = preview.update({file})
    assert "i HMS-uken" in page(preview)
    assert problems(preview) == []
    assert "forkortelsen «HMS»" in str(snapshot.warnings[0])


def test_pdfs_are_printed_when_they_are_asked_for(tmp_path: Path) -> None:
    """They are those of the sources of now. A new role is offered its own at once."""
    root = a_hub(tmp_path, pdf=True)
    preview = previewed(root)
    path = "ringevikar/ringevikar-sporsmal.pdf"
    first = preview.pdf(path)
    assert first is not None
    assert preview.pdf(path) is first
    file = root / "content/questions/bytte-vakt.yaml"
    replace(file, "vil bytte", "kan bytte")
    preview.update({file})
    second = preview.pdf(path)
    assert second is not None
    assert second != first
    assert path in page(preview, "ringevikar/index.html")
    assert preview.pdf("ringevikar/borte.pdf") is None
    roles = root / "roles.yaml"
    roles.write_text(roles.read_text("utf-8") + "  - id: ny\n    name: Ny\n", "utf-8")
    replace(file, "[ringevikar, butikksjef]", "[ringevikar, butikksjef, ny]") if (
        "[ringevikar, butikksjef]" in file.read_text("utf-8")
    ) else replace(file, "ringevikar]", "ringevikar, ny]")
    assert preview.update({roles}).problems == ()
    assert "ny/ny-sporsmal.pdf" in page(preview, "ny/index.html")
    assert (preview.pdf("ny/ny-sporsmal.pdf") or b"").startswith(b"%PDF")


def test_everything_that_the_site_is_made_of_is_watched(root: Path) -> None:
    """Sources, settings, the hub's own templates and the tool's, and the last link check."""
    (root / "overrides").mkdir()
    places = {path.resolve() for path in previewed(root).places()}
    wanted = {"mkdocs.yml", "roles.yaml", "links.yaml", "content", ".rollehub/link-results.json"}
    assert {(root / name).resolve() for name in wanted} <= places
    assert ROOT / "overrides" in places


def test_a_sheet_and_a_card_are_made_when_they_are_asked_for(tmp_path: Path) -> None:
    """They are those of the sources of now, and only what is asked for is made."""
    root = a_hub(tmp_path, pdf=True)
    preview = previewed(root)
    sheet, card = "sporsmal/bytte-vakt/bytte-vakt.pdf", "sporsmal/bytte-vakt/kort.png"
    first = preview.snapshot.file(sheet) or b"", preview.snapshot.file(card) or b""
    assert [data[:4] for data in first] == [b"%PDF", b"\x89PNG"]
    file = root / "content/questions/bytte-vakt.yaml"
    replace(file, "question: ", "question: Nå – ")
    preview.update({file})
    second = preview.snapshot.file(sheet) or b"", preview.snapshot.file(card) or b""
    assert all(new[:4] == old[:4] and new != old for new, old in zip(second, first, strict=True))
    assert not (root / ".rollehub/prints").exists()
