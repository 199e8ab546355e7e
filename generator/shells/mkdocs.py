"""The MkDocs adapter: pages become virtual files. mkdocs lives here only.

In: the configuration and the hub beside it. Out: MkDocs files and template contexts. Decides what
problems mean for a build: each is logged, and an error stops it. While previewing, the last good
hub keeps being shown until the sources are mended.
"""

import gc
import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from generator import problems
from generator.check.checks import check, today
from generator.hub.folder import is_ignored
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.linkcheck.results import Run, read_results
from generator.problems import Problem, Severity
from generator.site.day import source_day
from generator.site.export import files as export
from generator.site.export.headers import CONTENT_SECURITY_POLICY
from generator.site.export.search_index import ADDRESS as SEARCH_INDEX_ADDRESS
from generator.site.export.search_index import search_index
from generator.site.pages.render import (
    Offer,
    Page,
    Renderer,
    Settings,
    new_question_address,
    rooted,
    suggestion_address,
)
from generator.site.paper.pdf import Document, PaperError, documents
from generator.site.paper.printing import print_all

log = get_plugin_logger("rollehub")

_PAGES_FOLDER = "pages/"
_KEPT_PAPERS = ".rollehub/pdf"  # beside `mkdocs.yml`; not the site's, and never in version control
_THEME_STYLESHEET = re.compile(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css")
# Of the theme's own files our pages use the stylesheet alone.
_UNUSED_ASSETS = re.compile(
    r"assets/(?:javascripts/(?:bundle|workers|lunr)|stylesheets/palette|images/favicon\.png)|.*\.map$"
)
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}


class RollehubConfig(Config):
    """The plugin's options in `mkdocs.yml`."""

    contact = option.Type(str, default="")
    """E-mail address for suggestions where `repo_url` is not set."""
    link_results = option.Type(str, default=".rollehub/link-results.json")
    """The result file of the newest link check, beside `mkdocs.yml`; it may be missing."""
    pdf = option.Type(bool, default=True)
    """Whether each role's pages offer PDFs for paper."""
    edit_path = option.Type(str, default="edit/main/")
    """What the code host puts between `repo_url` and the path of a file that is edited."""


class HubPage(MkDocsPage):
    """A page whose HTML is made already: there is nothing to read and nothing to convert."""

    def __init__(self, made: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(made.title, file, config)
        self.made = made

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the page's title and description as its metadata."""
        self.markdown = ""
        self.meta = {"title": self.made.title, "description": self.made.description}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML as it is."""
        self.content = self.made.html


class RollehubPlugin(BasePlugin[RollehubConfig]):
    """Puts the pages of a hub into a MkDocs build."""

    def __init__(self) -> None:
        self._serving = False
        self._last_good: Hub | None = None
        self._problems: list[Problem] = []  # errors that the last good hub is shown instead of
        self._renderer: Renderer | None = None
        self._texts: list[File] = []
        self._stylesheet = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview; having this hook keeps the plugin between builds."""
        self._serving = command == "serve"
        # What is imported stays to the end; the collector of garbage need not look at it.
        gc.freeze()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the hub before anything of the last build is removed."""
        root = Path(config.config_file_path).parent
        hub = self._read(root)
        self._renderer = Renderer(hub, self._settings(config), self._link_run(root))
        if new_question_address(self._renderer.settings) is None:
            log.info("Leserne kan ikke foreslå noe: sett repo_url eller contact i mkdocs.yml.")
        config.nav = ["index.md", *(f"{role.id}/index.md" for role in hub.roles)]
        config.theme.static_templates.discard("sitemap.xml")
        for name in ("NamedCells", "QuotedText"):  # for hand-written pages
            config.markdown_extensions.append(f"generator.site.text.prose:{name}")
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the sources that lie outside the docs folder."""
        root = Path(config.config_file_path).parent
        for name in ("roles.yaml", "links.yaml", "overrides"):
            if (root / name).exists():
                server.watch(str(root / name))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the sources by pages; nothing else of the docs folder is published."""
        assert self._renderer is not None
        published = [file for file in files if _is_asset(file)]
        self._stylesheet = next(
            file.url for file in published if _THEME_STYLESHEET.fullmatch(file.src_uri)
        )
        wrong = {problem.place.path for problem in self._problems}  # a preview does without them
        written = [
            _moved(file, config)
            for file in files
            if _is_hand_written(file) and f"content/{file.src_uri}" not in wrong
        ]
        papers = self._papers(config) if self.config.pdf else {}
        pages = list(self._renderer.pages(_offers(papers)))
        self._texts = written
        addresses = [*(page.address for page in pages), *(file.url for file in written)]
        others = [
            File.generated(config, path, content=text)
            for path, text in export.files(self._renderer, addresses, [self._stylesheet])
        ]
        others += [
            File.generated(config, document.path, content=pdf) for document, pdf in papers.items()
        ]
        return Files([*published, *written, *(_as_file(page, config) for page in pages), *others])

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Add the search index, now that the titles of the hand-written pages are known."""
        assert self._renderer is not None
        text = search_index(self._renderer, self._titles())
        files.append(File.generated(config, SEARCH_INDEX_ADDRESS, content=text))
        return env

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Make `~/` links of hand-written pages relative; generated pages have none left."""
        return html if isinstance(page, HubPage) else rooted(html, page.url)

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give the theme what it shows around a page."""
        assert self._renderer is not None
        made = page.made if isinstance(page, HubPage) else None
        context["hub_page"] = made
        context["hub_suggestion"] = None if made else self._suggestion(page)
        return self._common(context)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give the 404 page the same."""
        context["hub_page"] = context["hub_suggestion"] = None
        return self._common(context)

    def _common(self, context: Any) -> Any:
        assert self._renderer is not None
        context["hub_stylesheet"] = self._stylesheet
        context["hub_roles"] = self._renderer.hub.roles
        context["hub_texts"] = self._titles()
        context["hub_suggest_question"] = new_question_address(self._renderer.settings)
        context["hub_policy"] = None if self._serving else CONTENT_SECURITY_POLICY
        context["hub_problems"] = self._problems
        return context

    def _papers(self, config: MkDocsConfig) -> dict[Document, bytes]:
        """Return the PDFs of all roles; those of the last build are taken again where they fit."""
        assert self._renderer is not None
        changes = self._renderer.hub.changes
        try:
            found = documents(self._renderer)
            day = source_day(os.environ.get("SOURCE_DATE_EPOCH", ""))
            day = day or max((change.date for change in changes), default=today())
            kept = Path(config.config_file_path).parent / _KEPT_PAPERS
            pdfs = print_all(found, day, kept)
        except (PaperError, ValueError) as error:
            raise PluginError(f"PDF-ene kan ikke lages: {error}") from error
        for warning in dict.fromkeys(x for document in found for x in document.warnings):
            log.warning("%s", warning)
        return {document: pdfs[document.path] for document in found}

    def _titles(self) -> list[tuple[str, str]]:
        """Return (title, address) of the hand-written pages, by title."""
        return sorted((str(file.page.title), file.url) for file in self._texts if file.page)

    def _suggestion(self, page: MkDocsPage) -> str | None:
        assert self._renderer is not None
        path = f"content/{_PAGES_FOLDER}{page.file.src_uri}"
        return suggestion_address(self._renderer.settings, path, str(page.title))

    def _settings(self, config: MkDocsConfig) -> Settings:
        site_url = config.site_url or ""
        return Settings(
            site_name=config.site_name,
            about=config.site_description or "",
            site_url=site_url if site_url.endswith("/") or not site_url else f"{site_url}/",
            repo_url=config.repo_url or "",
            edit_path=self.config.edit_path,
            contact=self.config.contact,
        )

    def _link_run(self, root: Path) -> Run | None:
        """Return the newest link check, or None where there is none that can be read."""
        path = root / self.config.link_results
        try:
            return read_results(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.warning("%s: advarsel: %s", self.config.link_results, error)
            return None

    def _read(self, root: Path) -> Hub:
        """Return the hub to build; the last good one where a preview meets errors."""
        hub, origins, found = read_hub(root)
        found = sorted([*found, *check(hub, origins, today())])
        for problem in found:
            log.log(_LEVELS[problem.severity], str(problem))
        wrong = problems.errors(found)
        self._problems = wrong
        if not wrong:
            self._last_good = hub
            return hub
        if self._serving and self._last_good is not None:
            log.error(
                "%s Viser siste gode utgave til feilene er rettet.", problems.count_line(found)
            )
            return self._last_good
        raise PluginError(f"{problems.count_line(found)} Rett feilene og bygg på nytt.")


def _offers(papers: Mapping[Document, bytes]) -> dict[str, list[Offer]]:
    """Return what each role's pages offer, by the role's id."""
    offers: dict[str, list[Offer]] = {}
    for document, pdf in papers.items():
        role = document.path.partition("/")[0]
        offers.setdefault(role, []).append(Offer(document.title, document.path, len(pdf)))
    return offers


def _is_asset(file: File) -> bool:
    path = file.src_uri
    return path.startswith("assets/") and not (_UNUSED_ASSETS.match(path) or is_ignored(path))


def _moved(file: File, config: MkDocsConfig) -> File:
    """Publish `pages/om.md` at `/om/`."""
    name = file.src_uri.removeprefix(_PAGES_FOLDER)
    return File.generated(
        config, name, abs_src_path=str(file.abs_src_path), inclusion=InclusionLevel.NOT_IN_NAV
    )


def _is_hand_written(file: File) -> bool:
    path = file.src_uri
    return path.startswith(_PAGES_FOLDER) and file.is_documentation_page() and not is_ignored(path)


def _as_file(page: Page, config: MkDocsConfig) -> File:
    file = File.generated(
        config, f"{page.address}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    HubPage(page, file, config)
    return file
