"""The MkDocs adapter: pages become virtual files. mkdocs is used here only.

In: `mkdocs.yml` and the hub beside it. Out: MkDocs files and template contexts. Each problem is
logged, and an error stops the build. A preview keeps showing the last good hub until the sources
are fixed.
"""

import gc
import logging
import os
import re
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

from generator.check.checks import check
from generator.hub.field_types import today
from generator.hub.folder import is_ignored
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.linkcheck.results import Run, read_results
from generator.problems import Problem, Severity, count_line, errors
from generator.site.assets import PART_PATHS, MissingPartError, join_assets
from generator.site.build import Site, build
from generator.site.export.headers import CONTENT_SECURITY_POLICY
from generator.site.pages.frame import frame_of, frame_of_missing
from generator.site.pages.page import Page
from generator.site.paper.pdf import PaperError
from generator.site.settings import Settings, new_question_address

log = get_plugin_logger("rollehub")

_PAPER_CACHE = ".rollehub/pdf"  # beside `mkdocs.yml`; never in version control
_THEME_STYLESHEET = re.compile(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css")
_STYLESHEET = "assets/stylesheets/hub.css"
# Files of the theme that our pages do not use.
_UNUSED_ASSETS = re.compile(
    r"assets/(?:javascripts/(?:bundle|workers|lunr)|stylesheets/palette|images/favicon\.png)|.*\.map$"
)
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}


class RollehubConfig(Config):
    """The plugin's options in `mkdocs.yml`."""

    contact = option.Type(str, default="")
    """E-mail address for suggestions, used if `repo_url` is not set."""
    link_results = option.Type(str, default=".rollehub/link-results.json")
    """The result file of the newest link check, beside `mkdocs.yml`; it may be missing."""
    pdf = option.Type(bool, default=True)
    """Whether each role's pages offer PDFs."""
    edit_path = option.Type(str, default="edit/main/")
    """What the code host puts between `repo_url` and a file's path."""


class HubPage(MkDocsPage):
    """A page whose HTML exists already, so MkDocs reads and converts nothing."""

    def __init__(self, made: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(made.title, file, config)
        self.made = made

    def read_source(self, config: MkDocsConfig) -> None:
        """Set the page's title and description as its metadata."""
        self.markdown = ""
        self.meta = {"title": self.made.title, "description": self.made.description}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Use the HTML as it is."""
        self.content = self.made.html


class RollehubPlugin(BasePlugin[RollehubConfig]):
    """Puts the pages of a hub into a MkDocs build."""

    def __init__(self) -> None:
        self._serving = False
        self._hub = Hub()
        self._last_good: Hub | None = None
        self._problems: list[Problem] = []  # errors, while the last good hub is shown
        self._site: Site | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. This hook makes MkDocs keep the plugin between builds."""
        self._serving = command == "serve"
        if not os.environ.get("SOURCE_DATE_EPOCH", "unset"):
            del os.environ["SOURCE_DATE_EPOCH"]  # empty means unset; MkDocs reads it as a number
        # Imported modules live until the end, so the garbage collector need not visit them.
        gc.freeze()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the hub, before MkDocs removes the last build."""
        self._hub = self._read(Path(config.config_file_path).parent)
        if new_question_address(self._settings(config)) is None:
            log.info("Leserne kan ikke foreslå noe: sett repo_url eller contact i mkdocs.yml.")
        config.nav = ["index.md", *(f"{role.id}/index.md" for role in self._hub.roles)]
        config.theme.static_templates.discard("sitemap.xml")
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the sources that are outside the docs folder."""
        root = Path(config.config_file_path).parent
        for name in ("roles.yaml", "links.yaml", "overrides"):
            if (root / name).exists():
                server.watch(str(root / name))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the sources with pages and files; publish nothing else from the docs folder."""
        assets = [file for file in files if _is_asset(file)]
        theme = next((x.url for x in assets if _THEME_STYLESHEET.fullmatch(x.src_uri)), None)
        if theme is None:
            raise PluginError("Stilarket til mkdocs-material mangler. Se «theme» i mkdocs.yml.")
        run = self._link_run(Path(config.config_file_path).parent)
        try:
            self._site = build(self._hub, self._settings(config, theme), run)
        except PaperError as error:
            raise PluginError(f"PDF-ene kan ikke lages: {error}") from error
        for warning in self._site.warnings:
            log.warning("%s", warning)
        pages = (_as_file(page, config) for page in self._site.pages)
        others = (
            File.generated(config, path, content=content)
            for path, content in self._site.files.items()
        )
        return Files([*assets, *_joined_assets(files, config), *pages, *others])

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Add `frame`, which the template shows around a page."""
        assert self._site is not None
        assert isinstance(page, HubPage)
        context["frame"] = frame_of(
            self._site.content, page.made, policy=self._policy, problems=self._problems
        )
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Add the `frame` of the 404 page."""
        assert self._site is not None
        context["frame"] = frame_of_missing(
            self._site.content, policy=self._policy, problems=self._problems
        )
        return context

    @property
    def _policy(self) -> str | None:
        return None if self._serving else CONTENT_SECURITY_POLICY

    def _settings(self, config: MkDocsConfig, theme_stylesheet: str = "") -> Settings:
        site_url = config.site_url or ""
        theme = (theme_stylesheet,) if theme_stylesheet else ()
        return Settings(
            site_name=config.site_name,
            about=config.site_description or "",
            site_url=site_url if site_url.endswith("/") or not site_url else f"{site_url}/",
            repo_url=config.repo_url or "",
            edit_path=self.config.edit_path,
            contact=self.config.contact,
            pdf=self.config.pdf,
            paper_cache=Path(config.config_file_path).parent / _PAPER_CACHE,
            language=str(config.theme["language"]),
            icon=str(config.theme["favicon"]),
            stylesheets=(*theme, _STYLESHEET),
            immutable=theme,
        )

    def _link_run(self, root: Path) -> Run | None:
        """Return the newest link check; None if it is missing, or cannot be read."""
        path = root / self.config.link_results
        try:
            return read_results(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.warning("%s: advarsel: %s", self.config.link_results, error)
            return None

    def _read(self, root: Path) -> Hub:
        """Return the hub to build; in a preview with errors, the last good one.

        Raises PluginError if there are errors and no good hub to show.
        """
        hub, origins, found = read_hub(root)
        found = sorted([*found, *check(hub, origins, today())])
        for problem in found:
            log.log(_LEVELS[problem.severity], str(problem))
        self._problems = errors(found)
        if not self._problems:
            self._last_good = hub
            return hub
        if self._serving and self._last_good is not None:
            log.error("%s Viser siste gode utgave til feilene er rettet.", count_line(found))
            return self._last_good
        raise PluginError(f"{count_line(found)} Rett feilene og bygg på nytt.")


def _is_asset(file: File) -> bool:
    path = file.src_uri
    is_unused = path in PART_PATHS or _UNUSED_ASSETS.match(path) or is_ignored(path)
    return path.startswith("assets/") and not is_unused


def _joined_assets(files: Files, config: MkDocsConfig) -> list[File]:
    """Return the files that are joined from parts. A preview reads the parts in every build."""
    parts = {file.src_uri: file.content_string for file in files if file.src_uri in PART_PATHS}
    try:
        joined = join_assets(parts)
    except MissingPartError as error:
        raise PluginError(
            f"Filer i temaet mangler: {error}. Se custom_dir i mkdocs.yml."
        ) from error
    return [File.generated(config, path, content=text) for path, text in joined.items()]


def _as_file(page: Page, config: MkDocsConfig) -> File:
    file = File.generated(
        config, f"{page.address}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    HubPage(page, file, config)
    return file
