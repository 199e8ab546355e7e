"""Whole pages: the content of each page in its frame, from templates that a hub may replace."""

from pathlib import Path

import pytest

from generator.problems import Code, Place, Problem
from generator.site.build import build
from generator.site.errors import SiteError
from generator.site.pages.templates import Templates
from generator.site.settings import Settings
from tests.site_fixtures import a_hub, a_question, hub, parse

HUB = a_hub(a_question("te"))


def settings(root: Path | None = None) -> Settings:
    """Return settings without PDFs, for a hub whose templates are in its own folder."""
    return Settings(site_name="Hjelpen", pdf=False, root=root, overrides=".")


def test_every_page_is_whole() -> None:
    """Each page has its frame and its content, and the page for unknown addresses has both."""
    site = build(HUB, settings())
    files = dict(site.all_files())
    pages = [path for path in files if path.endswith(".html")]
    assert pages == [*(page.path for page in site.pages.values()), "404.html"]
    for page in site.pages.values():
        assert files[page.path].startswith(b"<!DOCTYPE html>")
        assert page.html.encode() in files[page.path]
    assert files.keys() - set(pages) == site.files.keys()


def test_a_preview_shows_problems_on_every_page() -> None:
    """A problem's words are shown as they are, whatever characters they contain."""
    problem = Problem(Place("roles.yaml", 3, 1), Code.UNKNOWN_KEY, "ukjent nøkkel «<b>»")
    site = build(HUB, settings())
    for page in (*site.pages.values(), None):
        for without_policy in (True, False):
            shown = parse(site.whole(page, [problem], without_policy=without_policy).decode())
            assert shown.one("section", "notice").one("code").text == str(problem)
            policies = shown.all("meta", **{"http-equiv": "Content-Security-Policy"})
            assert bool(policies) is not without_policy


def test_a_hub_may_replace_a_template(tmp_path: Path) -> None:
    """The frame, the 404 page and the page of a kind: the hub's own comes first."""
    (tmp_path / "404.html").write_text("Borte fra {{ frame.settings.site_name }}", "utf-8")
    (tmp_path / "glossary.html.j2").write_text("<h1>Ord</h1>", "utf-8")
    pages = dict(build(HUB, settings(tmp_path)).all_files())
    assert pages["404.html"].decode() == "Borte fra Hjelpen"
    assert b"<h1>Ord</h1>" in pages["ordliste/index.html"]
    assert b"Hopp til innholdet" in pages["ordliste/index.html"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("main.html", "a\n{% if %}", "malen main.html, linje 2, kan ikke leses"),
        ("main.html", "{{ fram.title }}", "malen main.html kan ikke brukes"),
        ("404.html", '{% extends "mine.html" %}', "malen 404.html kan ikke brukes"),
        ("glossary.html.j2", "{{ nothing }}", "malen glossary.html.j2 kan ikke brukes"),
        ("main.html", "{{ frame.title + 1 }}", "malen main.html kan ikke brukes"),
        ("main.html", "æ", "malen main.html kan ikke leses"),
        ("macros.html.j2", "{%", "malen macros.html.j2, linje 1, kan ikke leses"),
    ],
)
def test_a_broken_template_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    """A mistake in a hub's own template is one sentence, never a traceback."""
    (tmp_path / name).write_bytes(text.encode("latin-1"))
    with pytest.raises(SiteError, match=f"^{said}"):
        dict(build(HUB, settings(tmp_path)).all_files())


@pytest.mark.parametrize("jobs", [2, 3])
def test_bytes_do_not_depend_on_the_number_of_processes(
    monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """Neither those of pages nor of data, whether their texts were made ahead or not."""
    monkeypatch.setattr("generator.site.text.answer._FEW", 1)
    settings = Settings(pdf=False, site_url="https://hub.example.org/", most_answers=20)
    one, several = (dict(build(hub("own"), settings).all_files(jobs=each)) for each in (1, jobs))
    assert one.keys() == several.keys()
    assert {path for path in one if one[path] != several[path]} == set()


def test_a_page_is_made_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no other, so a preview need not wait for all of them."""
    site = build(hub("own"), Settings(pdf=False))
    asked = []
    filled = Templates.filled
    monkeypatch.setattr(
        Templates, "filled", lambda self, page, **x: asked.append(page) or filled(self, page, **x)
    )
    assert len(site.pages) > 50
    assert site.pages["lis/"].title == "LIS"
    assert [page.address for page in asked] == ["lis/"]
