"""The engines that are compared: how the site of each is built, and how it is queried."""

import asyncio
import importlib
import importlib.util
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.searching.entries import Content, Entry
from tests.benchmarks.searching.scripts import MATERIAL, OURS, PAGEFIND, PAGEFIND_PAGE
from tests.search_fixtures import FIELD, PAGE_OF_SEARCH
from tests.site_fixtures import HUBS, built, run_build

SHOWN = 5
"""Hits that the page of Pagefind shows, as its own interface does, with one request each."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A search engine: how its site is built, and how it is queried in a page."""

    name: str
    make: Callable[[Content, Path], Path]
    """Builds the site, if needed in the given folder; returns the folder to be served."""
    script: str
    program: str
    """Pattern of the files that only the search needs, without its data."""
    data: str
    """Pattern of the files of the index."""
    start: str = ""
    takes_role: bool = False
    note: str = ""


def make_ours(content: Content, folder: Path) -> Path:
    """Build the hub as it is published."""
    if content.root == HUBS["own"]:
        return built("own").folder
    return _build(content.root / "mkdocs.yml", folder)


def make_material(content: Content, folder: Path) -> Path:
    """Build a plain site with a page for each entry and an unmodified search."""
    source = folder / "source"
    for entry in content.entries:
        page = source / f"docs/{entry.path[:-1]}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        words = ", ".join(entry.words)
        page.write_text(f"# {entry.title}\n\n{words}\n\n{entry.markdown}\n", "utf-8")
    (source / "docs/index.md").write_text("# Søk\n", "utf-8")
    (source / "mkdocs.yml").write_text(
        "site_name: Målt\ntheme: {name: material, language: nb, font: false}\n"
        "plugins: [search]\nmarkdown_extensions: [attr_list, tables, toc]\n"
        "nav: [index.md]\nnot_in_nav: /**\n",
        "utf-8",
    )
    return _build(source / "mkdocs.yml", folder / "site")


def _build(config: Path, site: Path) -> Path:
    result = run_build(config, site, "--quiet")
    assert result.returncode == 0, result.stdout + result.stderr
    return site


def make_pagefind(content: Content, folder: Path) -> Path:
    """Build an index of custom records, and a page that searches it."""
    site = folder / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text(PAGEFIND_PAGE % SHOWN, "utf-8")
    with ThreadPoolExecutor(1) as thread:  # Playwright runs its event loop in the main thread
        thread.submit(asyncio.run, _write_pagefind(content.entries, site / "pagefind")).result()
    return site


async def _write_pagefind(records: Iterable[Entry], folder: Path) -> None:
    index_type = importlib.import_module("pagefind.index").PagefindIndex
    async with index_type(config={"output_path": str(folder)}) as index:
        for entry in records:
            await index.add_custom_record(
                url=f"/{entry.id}",
                content=f"{entry.title}\n{'. '.join(entry.words)}\n{entry.text}",
                language="nb",
                meta={"title": entry.title, "search words": ", ".join(entry.words)},
                filters={"rolle": list(entry.roles) or ["alle"]},
            )


ENGINES = {
    engine.name: engine
    for engine in (
        Engine(
            "ours",
            make_ours,
            OURS % {"field": FIELD},
            program=r"assets/javascripts/(?:search|find)\.js",
            data=r"search/.*\.js",
            start=PAGE_OF_SEARCH,
            takes_role=True,
        ),
        Engine(
            "material",
            make_material,
            MATERIAL,
            program=r"assets/javascripts/(?:workers|lunr)/.*\.js",
            data=r"search/search_index\.json",
            note="program and index are sent with the page; the field loads nothing",
        ),
        Engine(
            "pagefind",
            make_pagefind,
            PAGEFIND,
            program=r"pagefind/(?:pagefind(?:-worker)?\.js|wasm\..*)",
            data=r"pagefind/(?:.*\.pf_\w+|pagefind-entry\.json)",
            takes_role=True,
            note=f"a small page instead of its own interface; fetches the {SHOWN} hits it shows",
        ),
    )
}
