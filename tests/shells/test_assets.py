"""Builds and previews read the parts of scripts and stylesheet from the hub's own folder first."""

import shutil
from pathlib import Path

from tests.shells.hub_copies import copy_of_kaffe, replace
from tests.shells.test_mkdocs_preview import previewing
from tests.site_fixtures import ROOT, built, run_build

PART = "assets/stylesheets/hub/variables.css"


def hub_with_own_theme(folder: Path) -> tuple[Path, Path]:
    """Return the configuration of a hub, and its own copy of the theme's folder."""
    config = copy_of_kaffe(folder)
    theme = config.parent / "overrides"
    shutil.copytree(ROOT / "overrides", theme)
    replace(config, str(ROOT / "overrides"), str(theme))
    return config, theme


def test_a_hub_may_have_only_what_it_changes(tmp_path: Path) -> None:
    """A part that its own folder lacks is the tool's."""
    config, theme = hub_with_own_theme(tmp_path)
    (theme / PART).unlink()
    result = run_build(config, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    path = "assets/stylesheets/hub.css"
    assert (tmp_path / "site" / path).read_bytes() == built("kaffe").files[path]


def test_a_broken_template_stops_the_build(tmp_path: Path) -> None:
    """The error names the template and the line, without a traceback."""
    config, theme = hub_with_own_theme(tmp_path)
    (theme / "404.html").write_text("{% block %}", "utf-8")
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 1
    assert "malen 404.html, linje 1, kan ikke leses" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_preview_shows_a_changed_part(tmp_path: Path) -> None:
    """The joined file is made anew when one of its parts is changed."""
    config, theme = hub_with_own_theme(tmp_path)
    with previewing(config, tmp_path / "log") as preview:
        assert "--paper: #fff;" in preview.page("assets/stylesheets/hub.css")
        replace(theme / PART, "--paper: #fff;", "--paper: #ffe;")
        preview.wait(lambda: "--paper: #ffe;" in preview.page("assets/stylesheets/hub.css"))
