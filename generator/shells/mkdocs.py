"""The MkDocs adapter: whole pages become virtual files. mkdocs is used here only.

In: `mkdocs.yml` and the hub beside it. Out: MkDocs files, which MkDocs copies as they are. Each
problem is logged, and an error stops the build. A preview keeps showing the last good hub until the
sources are fixed.
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

from generator.check.checks import check
from generator.hub.field_types import today
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.linkcheck.results import Run, read_results
from generator.problems import Problem, Severity, count_line, errors
from generator.site.assets import FOLDER
from generator.site.build import build
from generator.site.errors import SiteError
from generator.site.export.headers import CONTENT_SECURITY_POLICY
from generator.site.settings import Settings, new_question_address

log = get_plugin_logger("rollehub")

_PAPER_CACHE = ".rollehub/pdf"  # beside `mkdocs.yml`; never in version control
_THEME_STYLESHEET = re.compile(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css")
_STYLESHEET = "assets/stylesheets/hub.css"
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


class RollehubPlugin(BasePlugin[RollehubConfig]):
    """Puts the pages of a hub into a MkDocs build."""

    def __init__(self) -> None:
        self._serving = False
        self._hub = Hub()
        self._last_good: Hub | None = None
        self._problems: list[Problem] = []  # errors, while the last good hub is shown

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
        config.nav = None
        config.theme.static_templates.clear()  # our own pages and sitemap are complete
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
        theme = next((file for file in files if _THEME_STYLESHEET.fullmatch(file.src_uri)), None)
        if theme is None:
            raise PluginError("Stilarket til mkdocs-material mangler. Se «theme» i mkdocs.yml.")
        run = self._link_run(Path(config.config_file_path).parent)
        policy = None if self._serving else CONTENT_SECURITY_POLICY
        try:
            site = build(self._hub, self._settings(config, theme.url), run)
            pages = dict(site.whole_pages(policy=policy, problems=self._problems))
        except SiteError as error:
            raise PluginError(f"Nettstedet kan ikke bygges: {error}") from error
        for warning in site.warnings:
            log.warning("%s", warning)
        made = (
            File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)
            for path, content in {**site.files, **pages}.items()
        )
        return Files([theme, *made])

    def _settings(self, config: MkDocsConfig, theme_stylesheet: str = "") -> Settings:
        root = Path(config.config_file_path).parent
        site_url = config.site_url or ""
        theme = (theme_stylesheet,) if theme_stylesheet else ()
        overrides = config.theme.custom_dir
        return Settings(
            site_name=config.site_name,
            about=config.site_description or "",
            site_url=site_url if site_url.endswith("/") or not site_url else f"{site_url}/",
            repo_url=config.repo_url or "",
            edit_path=self.config.edit_path,
            contact=self.config.contact,
            pdf=self.config.pdf,
            paper_cache=root / _PAPER_CACHE,
            language=str(config.theme["language"]),
            icon=str(config.theme["favicon"]),
            stylesheets=(*theme, _STYLESHEET),
            immutable=theme,
            overrides=Path(overrides) if overrides else None,
            assets=Path(config.docs_dir) / FOLDER,
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
