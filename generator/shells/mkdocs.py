"""The MkDocs adapter: whole pages become virtual files. mkdocs is used here only.

In: `mkdocs.yml` and the hub beside it. Out: MkDocs files, which MkDocs copies as they are. Each
problem is logged, and an error stops the build. A preview keeps showing the last good hub until the
sources are fixed.
"""

import gc
import logging
import os
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import ConfigErrors, ConfigWarnings, LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.hub.model import Hub
from generator.language import say
from generator.problems import Problem, Severity, count_line, errors
from generator.processes import usable_processors
from generator.shells.folder import MARK, mark_of
from generator.shells.reading import advice, newest_run, read_sources
from generator.site.build import build
from generator.site.errors import SiteError
from generator.site.settings import Settings

log = get_plugin_logger("rollehub")

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}


class RollehubPlugin(BasePlugin[LegacyConfig]):
    """Puts the pages of a hub into a MkDocs build."""

    def __init__(self) -> None:
        self._serving = False
        self._good: tuple[Hub, Settings] | None = None
        self._problems: list[Problem] = []  # errors, while the last good hub is shown

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Accept any options: the settings are read from the file, as without MkDocs."""
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. This hook makes MkDocs keep the plugin between builds."""
        self._serving = command == "serve"
        if not os.environ.get("SOURCE_DATE_EPOCH", "unset"):
            del os.environ["SOURCE_DATE_EPOCH"]  # empty means unset; MkDocs reads it as a number
        # Imported modules live until the end, so the garbage collector need not visit them.
        gc.freeze()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the hub, before MkDocs removes the last build."""
        file = Path(config.config_file_path)
        self._read(file)
        assert self._good is not None
        if told := advice(self._good[1]):
            log.info(told)
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
        assert self._good is not None
        hub, settings = self._good
        settings = settings.model_copy(update=self._of_mkdocs(config))
        run, unreadable = newest_run(settings)
        try:
            site = build(hub, settings, run, jobs=usable_processors())
            contents = dict(site.all_files(problems=self._problems, without_policy=self._serving))
        except SiteError as error:
            raise PluginError(say("Nettstedet kan ikke bygges: %(error)s", error=error)) from error
        for warning in filter(None, (unreadable, *site.printed.warnings)):
            log.warning("%s", warning)
        contents[MARK] = mark_of(contents)
        made = (
            File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)
            for path, content in contents.items()
        )
        return Files(list(made))

    def _of_mkdocs(self, config: MkDocsConfig) -> dict[str, Any]:
        """Return the settings that MkDocs decides: a preview has an address of its own."""
        return {"site_url": config.site_url} if self._serving else {}

    def _read(self, file: Path) -> None:
        """Read the hub beside `mkdocs.yml`; in a preview with errors, keep the last good one.

        Raises PluginError if there are errors and no good hub to show.
        """
        sources = read_sources(file.parent, file.name)
        for problem in sources.problems:
            log.log(_LEVELS[problem.severity], str(problem))
        self._problems = errors(sources.problems)
        if settings := sources.buildable:
            self._good = sources.hub, settings
            return
        count = count_line(sources.problems)
        if not (self._serving and self._good):
            raise PluginError(say("%(count)s Rett feilene og bygg på nytt.", count=count))
        log.error(say("%(count)s Viser siste gode utgave til feilene er rettet.", count=count))
