"""Which files beside the pages a site publishes."""

from pathlib import Path

from tests.hub.test_images import STARTS
from tests.shells.hub_copies import copy_of_kaffe
from tests.site_fixtures import built, run_build


def test_an_image_of_the_hub_is_published(tmp_path: Path) -> None:
    """With the bytes that it has in the hub, beside the files of every site."""
    config = copy_of_kaffe(tmp_path)
    image = config.parent / "content/assets/images/kopp.png"
    image.parent.mkdir(parents=True)
    image.write_bytes(STARTS[".png"])
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    published = tmp_path / "site/assets/images/kopp.png"
    assert published.read_bytes() == STARTS[".png"]
    site = tmp_path / "site"
    names = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    assert names == {*built("kaffe").files, "assets/images/kopp.png"}


def test_a_script_of_the_hub_cannot_replace_ours(tmp_path: Path) -> None:
    """The build names the files and stops, and the site that is there stays as it is."""
    config = copy_of_kaffe(tmp_path)
    kept = tmp_path / "site/index.html"
    kept.parent.mkdir()
    kept.write_text("i går", encoding="utf-8")
    for path in ("javascripts/hub.js", "stylesheets/hub.css", "images/favicon.svg", "x.html"):
        file = config.parent / "content/assets" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("alert(1)", encoding="utf-8")
        result = run_build(config, tmp_path / "site")
        said = result.stdout + result.stderr
        assert result.returncode == 1, said
        assert f"content/assets/{path}:1:1: feil: filen blir ikke publisert" in said
        assert "Traceback" not in said
        assert [x.name for x in (tmp_path / "site").rglob("*")] == ["index.html"]
        file.unlink()
