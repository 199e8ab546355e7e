"""What stops a build with MkDocs, and what only causes a warning."""

import re
from pathlib import Path

from tests.shells.hub_copies import BAD_ROLE, break_role, copy_of_kaffe, replace
from tests.site_fixtures import HUBS, ROOT, Site, hub, run_build


def test_an_error_stops_the_build_and_leaves_the_site(tmp_path: Path) -> None:
    """An error gives exit code 1 and a message, and the existing site is unchanged."""
    config, folder = copy_of_kaffe(tmp_path), tmp_path / "site"
    assert run_build(config, folder).returncode == 0
    before = Site(folder, "/").files
    break_role(config)
    result = run_build(config, folder)
    assert result.returncode == 1
    assert BAD_ROLE in result.stderr
    assert "[unknown-role]" in result.stderr
    assert "1 feil og 0 advarsler." in result.stderr
    assert "Traceback" not in result.stderr
    assert Site(folder, "/").files == before


def test_all_problems_of_a_build_are_reported_at_once(tmp_path: Path) -> None:
    """A build reports every error of the hub, in the order of the files."""
    config = copy_of_kaffe(tmp_path)
    break_role(config)
    replace(config.parent / "links.yaml", "kind: tool", "kind: verktoy")
    result = run_build(config, tmp_path / "site")
    codes = re.findall(r"\[([a-z-]+)\]", result.stderr)
    assert codes == ["unknown-role", "bad-value"]


def test_a_warning_stops_only_a_strict_build(tmp_path: Path) -> None:
    """A hub with only a warning builds, but fails with `--strict`; both print the warning."""
    config = copy_of_kaffe(tmp_path)
    file = config.parent / "content/questions/bytte-vakt.yaml"
    replace(file, "Ja. Finn en", "Ja, i HMS-uken. Finn en")
    relaxed = run_build(config, tmp_path / "site")
    strict = run_build(config, tmp_path / "strict", "--strict")
    for result in (relaxed, strict):
        assert "bytte-vakt.yaml:5:9: advarsel: forkortelsen «HMS»" in result.stderr
    assert (relaxed.returncode, strict.returncode) == (0, 1)


def test_a_long_page_without_a_heading_is_built(tmp_path: Path) -> None:
    """The contents come after the h1; a page without one has no contents."""
    config = copy_of_kaffe(tmp_path)
    page = config.parent / "content/pages/lang.md"
    parts = "".join(f"### Del {number}\n\nTekst.\n\n" for number in range(12))
    page.write_text(f"---\ntitle: Lang\n---\n\n## Alt\n\n{parts}", "utf-8")
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert "Del 11" in (tmp_path / "site/lang/index.html").read_text("utf-8")


def test_a_hub_without_suggestions_gets_advice(tmp_path: Path) -> None:
    """Without a repository and a mailbox the build gives advice, which is no error even with
    `--strict`.
    """
    config, told = copy_of_kaffe(tmp_path), "sett repo_url eller contact i innstillingene"
    assert told not in run_build(config, tmp_path / "site").stderr
    replace(config, "contact: kaffehjelpen@example.org", "contact: ''")
    result = run_build(config, tmp_path / "site", "--strict")
    assert result.returncode == 0
    assert told in result.stderr


def test_make_site_shows_warnings_and_stops_for_none() -> None:
    """`make site` uses neither `--quiet`, which hides warnings, nor `--strict`, which stops at
    them.
    """
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nsite:")[2]
    [command] = [line for line in recipe.partition("\n\n")[0].split("\n") if "mkdocs" in line]
    assert command.split() == ["$(BIN)/mkdocs", "build"]


def test_a_hub_without_a_required_file_does_not_build(tmp_path: Path) -> None:
    """If `roles.yaml` is missing, the build says so and writes nothing."""
    config = copy_of_kaffe(tmp_path)
    (config.parent / "roles.yaml").unlink()
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 1
    assert "roles.yaml:1:1: feil: filen mangler" in result.stderr
    assert not (tmp_path / "site").exists()


def test_a_repository_makes_every_page_editable(tmp_path: Path) -> None:
    """With ROLLEHUB_REPO_URL set, each question and hand-written page links to its source file."""
    host = "https://git.example.org/kommune/hub"
    result = run_build(
        HUBS["own"] / "mkdocs.yml", tmp_path, "--strict",
        ROLLEHUB_REPO_URL=host, ROLLEHUB_CONTACT="a@b.no",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    site = Site(tmp_path, "/")
    found = {
        path: [link["href"] for link in site.page(path).all("a", "suggest")]
        for path in site.page_paths
    }
    wanted = {
        f"sporsmal/{item.id}/index.html": [f"{host}/edit/main/content/questions/{item.id}.yaml"]
        for item in hub("own").questions
        if item.is_published
    } | {
        f"{file.stem}/index.html": [f"{host}/edit/main/content/pages/{file.name}"]
        for file in (HUBS["own"] / "content/pages").glob("*.md")
    }
    assert {path: found[path] for path in wanted} == wanted
    everywhere = {address for addresses in found.values() for address in addresses}
    sources = [address.removeprefix(f"{host}/edit/main/") for address in everywhere]
    assert [path for path in sources if not (HUBS["own"] / path).is_file()] == []


def test_a_wrong_setting_stops_the_build(tmp_path: Path) -> None:
    """It is reported with its place in `mkdocs.yml`, in Norwegian, and not by MkDocs."""
    config = copy_of_kaffe(tmp_path)
    replace(config, "contact: kaffehjelpen", "kontakt: kaffehjelpen")
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 1
    assert "mkdocs.yml:16:7: feil: ukjent nøkkel «kontakt»; skriv «contact: " in result.stderr
    assert "Unrecognised" not in result.stderr


def test_two_sources_never_make_one_address(tmp_path: Path) -> None:
    """A hand-written page with the address of a generated page stops the build."""
    config = copy_of_kaffe(tmp_path)
    (config.parent / "content/pages/lenker.md").write_text("# Mine lenker\n", encoding="utf-8")
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 1
    assert "content/pages/lenker.md:1:1: feil: " in result.stderr


HOSTILE_RESULTS = (
    "[" * 100_000,
    '{"format": 1, "results": [], "finished": "i natt"}',
    """{"format": 1, "results": [{"url": "https://a.no/", "verdict": "moved", "confirmed": false,
    "reason": "x", "target": "javascript:alert(1)"}]}""",
)


def test_a_damaged_result_file_is_one_warning(tmp_path: Path) -> None:
    """The site is built as without a run, and the warning names the file and what to do."""
    config = copy_of_kaffe(tmp_path)
    file = config.parent / ".rollehub/link-results.json"
    file.parent.mkdir(exist_ok=True)
    for number, text in enumerate(HOSTILE_RESULTS):
        file.write_text(text, "utf-8")
        result = run_build(config, tmp_path / str(number))
        assert result.returncode == 0, result.stderr
        assert result.stderr.count(".rollehub/link-results.json: advarsel: filen er ikke et") == 1
        assert "eller slett filen" in result.stderr
        page = (tmp_path / str(number) / "lenkestatus/index.html").read_text("utf-8")
        assert "Lenkesjekken har ikke kjørt ennå" in page


def test_a_wrong_address_in_the_settings_stops_the_build(tmp_path: Path) -> None:
    """The message names the setting, and the existing site is unchanged."""
    config = copy_of_kaffe(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("i går", "utf-8")
    replace(config, "contact: kaffehjelpen@example.org", "contact: 'a@b.no?bcc=c@d.no'")
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 1
    assert "«contact»: «a@b.no?bcc=c@d.no» er verken en e-postadresse" in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "site/index.html").read_text("utf-8") == "i går"
