"""The page of the web form: which hosts it may ask, and which names are taken out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.editing.admin.backend import backend_of
from generator.editing.admin.packages import PackagesError, installed
from generator.editing.admin.page import form_files, policy
from tests.site_fixtures import ROOT


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Return the files of the form for a hub on GitHub."""
    return form_files(installed(ROOT / ".rollehub/admin"), ["https://api.github.com"])


def test_the_program_asks_no_host_for_fonts_scripts_or_news(files: dict[str, bytes]) -> None:
    """Their names are gone, and what is loaded in their place is beside the page."""
    program = files["sveltia-cms.js"].decode()
    for host in ("jsdelivr", "unpkg", "githubstatus.com/api", "hostedstatus", "googleapis.com/css"):
        assert host not in program
    fonts = re.findall(r"url\(([^)\"']+\.woff2)\)", program)
    assert len(fonts) == 3
    assert set(fonts) == {path for path in files if path.startswith("fonts/")}
    version = re.search(r'"version": "(.+)"', files["sveltia/package.json"].decode())
    assert version
    assert f"sveltia@{version[1]}/locales/da.json" in files


def test_the_policy_allows_the_page_itself_and_the_code_host(files: dict[str, bytes]) -> None:
    """Everything that is not named is refused."""
    page = files["index.html"].decode()
    assert policy(["https://api.github.com"]) in page
    assert policy(["https://api.github.com"]).split("; ") == [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self' blob: data: https://api.github.com",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert re.findall(r'(?:src|href)="([^"]+)"', page) == [
        "data:,", "config.yml", "fields.js", "sveltia-cms.js",
    ]  # fmt: skip


def test_the_words_of_the_form_are_in_bokmal(files: dict[str, bytes]) -> None:
    """Each of ours has a place in the program, which fills in no more than it fills in there."""
    (ours,) = (json.loads(data) for path, data in files.items() if path.endswith("/nb.json"))
    (theirs,) = (json.loads(data) for path, data in files.items() if path.endswith("/en-US.json"))
    assert b"ko,nb,nl" in files["sveltia-cms.js"]

    def compare(words: dict[str, Any], model: dict[str, Any]) -> None:
        assert words.keys() <= model.keys()
        for key, text in words.items():
            if isinstance(text, dict):
                compare(text, model[key])
            else:
                filled = (set(re.findall(r"\{\$\w+", x)) for x in (text, model[key]))
                assert set.issubset(*filled), key

    compare(ours, theirs)


def test_the_licences_come_along(files: dict[str, bytes]) -> None:
    """That of the program and those of its fonts."""
    text = files["licences.txt"].decode()
    assert "MIT License" in text
    assert text.count("SIL Open Font License") + text.count("SIL OPEN FONT LICENSE") >= 3


def test_a_program_with_other_hosts_is_not_used(tmp_path: Path) -> None:
    """A new version must be looked at before it is used."""
    packages = installed(ROOT / ".rollehub/admin")
    for path in packages.iterdir():
        if path.name != "@sveltia":
            (tmp_path / path.name).symlink_to(path)
    (tmp_path / "@sveltia/cms/dist").mkdir(parents=True)
    (tmp_path / "@sveltia/cms/dist/sveltia-cms.js").write_text("fetch('https://cdn.example.org')")
    with pytest.raises(ValueError, match="no longer names"):
        form_files(tmp_path, [])


def test_the_lock_file_names_no_host_and_has_each_hash() -> None:
    """The packages come from the index that npm is set to, and are the same everywhere."""
    lock = json.loads((ROOT / "generator/editing/admin/package-lock.json").read_bytes())
    own, *packages = lock["packages"].values()
    wanted = json.loads((ROOT / "generator/editing/admin/package.json").read_bytes())
    assert own["dependencies"] == wanted["dependencies"]
    assert [x for x in packages if "resolved" in x or "sha512-" not in x["integrity"]] == []


def test_packages_are_not_fetched_without_npm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(tmp_path))
    with pytest.raises(PackagesError, match="installer Node"):
        installed(tmp_path / "packages")


def test_a_failed_installation_is_told_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run tries again."""
    (tmp_path / "npm").write_text("#!/bin/sh\necho 'npm error network' >&2\nexit 1\n")
    (tmp_path / "npm").chmod(0o755)
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(tmp_path))
    for _ in range(2):
        with pytest.raises(PackagesError, match="npm error network"):
            installed(tmp_path / "packages")


@pytest.mark.parametrize(
    ("repo_url", "edit_path", "settings", "origin"),
    [
        ("https://github.com/eier/hub", "edit/main/",
         {"name": "github", "repo": "eier/hub", "branch": "main"}, "https://api.github.com"),
        ("https://github.com/eier/hub.git", "edit/ny/gren/",
         {"name": "github", "repo": "eier/hub", "branch": "ny/gren"}, "https://api.github.com"),
        ("https://gitlab.com/gruppe/under/hub/", "-/edit/main/",
         {"name": "gitlab", "repo": "gruppe/under/hub", "branch": "main"}, "https://gitlab.com"),
        ("https://git.example.org:8443/gruppe/hub", "-/edit/main/",
         {"name": "gitlab", "repo": "gruppe/hub", "branch": "main",
          "base_url": "https://git.example.org:8443",
          "api_root": "https://git.example.org:8443/api/v4"}, "https://git.example.org:8443"),
        ("https://codeberg.org/eier/hub", "_edit/main/",
         {"name": "gitea", "repo": "eier/hub", "branch": "main", "base_url": "https://codeberg.org",
          "api_root": "https://codeberg.org/api/v1"}, "https://codeberg.org"),
    ],
)  # fmt: skip
def test_the_code_host_follows_from_the_settings(
    repo_url: str, edit_path: str, settings: dict[str, str], origin: str
) -> None:
    """Readers' links for suggestions and the form lead to the same place."""
    backend = backend_of(repo_url, edit_path)
    assert backend.settings == {**settings, "auth_methods": ["token"]}
    assert backend.origins == (origin,)
    assert backend_of(repo_url, edit_path, "skjema").settings["branch"] == "skjema"


@pytest.mark.parametrize(
    ("repo_url", "edit_path"),
    [("", "edit/main/"), ("https://example.org/hub", "src/"), ("https://github.com/hub", "edit/x")],
)
def test_a_hub_without_a_known_code_host_is_told_what_to_set(repo_url: str, edit_path: str) -> None:
    """The form has nowhere to save."""
    with pytest.raises(ValueError, match="repo_url"):
        backend_of(repo_url, edit_path)
