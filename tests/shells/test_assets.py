"""Builds and previews read the parts of scripts and stylesheet from the folder of the theme."""

import shutil
from pathlib import Path

from tests.shells.hub_copies import copy_of_kaffe, replace
from tests.shells.test_preview import previewing
from tests.site_fixtures import ROOT, run_build

PART = "assets/stylesheets/hub/base.css"


def hub_with_own_theme(folder: Path) -> tuple[Path, Path]:
    """Return the configuration of a hub, and its own copy of the theme's folder."""
    config = copy_of_kaffe(folder)
    theme = config.parent / "overrides"
    shutil.copytree(ROOT / "overrides", theme)
    replace(config, str(ROOT / "overrides"), str(theme))
    return config, theme


def test_a_missing_part_stops_the_build(tmp_path: Path) -> None:
    """The error names the part and the setting, without a traceback."""
    config, theme = hub_with_own_theme(tmp_path)
    (theme / PART).unlink()
    result = run_build(config, tmp_path / "site")
    said = result.stdout + result.stderr
    assert result.returncode == 1, said
    assert f"assets/stylesheets/hub.css mangler {PART}" in said
    assert "custom_dir" in said
    assert "Traceback" not in said


def test_a_preview_shows_a_changed_part(tmp_path: Path) -> None:
    """The joined file is made anew when one of its parts is changed."""
    config, theme = hub_with_own_theme(tmp_path)
    with previewing(config, tmp_path / "log") as preview:
        assert "--hub-paper: #fff;" in preview.page("assets/stylesheets/hub.css")
        replace(theme / PART, "--hub-paper: #fff;", "--hub-paper: #ffe;")
        preview.wait(lambda: "--hub-paper: #ffe;" in preview.page("assets/stylesheets/hub.css"))
