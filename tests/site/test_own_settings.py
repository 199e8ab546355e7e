"""What a hub says about itself in its settings is on its pages and in its files."""

import json
import re
from pathlib import Path

import pytest

from generator.hub.colours import DARK, LEAST, contrast
from generator.shells.reading import read_sources
from generator.site.build import Site, build
from generator.site.errors import SiteError
from generator.site.settings import Settings, new_question_address
from tests.site_fixtures import Node, a_hub, a_question, parse

HUB = a_hub(a_question("te"))
CSS = "assets/stylesheets/hub.css"


def made(root: Path | None = None, **settings: object) -> Site:
    """Return the site of a small hub with these settings."""
    return build(HUB, Settings.model_validate({"pdf": False, "root": root} | settings))


def front(site: Site) -> Node:
    """Return the front page."""
    return parse(dict(site.all_files())["index.html"].decode())


def test_the_top_shows_the_short_name_and_the_title_the_whole(tmp_path: Path) -> None:
    """Without a short name both are the whole one."""
    page = front(made(site_name="Hjelpen for alle", short_name="Hjelpen"))
    assert page.one("a", "brand").text.strip() == "Hjelpen"
    assert page.one("title").text == "Hjelpen for alle"
    assert front(made(tmp_path, site_name="A")).one("a", "brand").text.strip() == "A"


def test_the_bottom_says_who_is_behind_the_site() -> None:
    """Owner, contact, statement and a text of the hub's own, with all characters as written."""
    page = front(made(
        owner="Kaffe & <co>", footer="En *bunntekst*.", contact="hjelp@example.org",
        accessibility_statement="https://tilsyn.example.org/7",
    )).one("footer")  # fmt: skip
    assert "Utgitt av Kaffe & <co>. En *bunntekst*." in page.text
    links = {link["href"]: link.text for link in page.all("a")}
    assert links["mailto:hjelp@example.org"] == "Kontakt"
    assert links["https://tilsyn.example.org/7"] == "Tilgjengelighetserklæring"


def test_nothing_is_said_that_is_not_known() -> None:
    """Without these settings there is neither an owner nor an empty line."""
    footer = front(made()).one("footer")
    assert not re.search("Utgitt|Kontakt|erklæring", footer.text)
    assert len(footer.all("p")) == 1


def test_the_owner_is_in_files_for_programs() -> None:
    """The author of the feeds, and the publisher for search engines."""
    site = made(owner="Kaffekjeden", site_name="Hjelpen")
    assert "<author>\n<name>Kaffekjeden</name>" in site.files["feed.xml"].decode()
    assert "<name>Hjelpen</name>" in made(site_name="Hjelpen").files["feed.xml"].decode()
    html = dict(site.all_files())["sporsmal/te/index.html"].decode()
    data = json.loads(parse(html).one("script", type="application/ld+json").text)
    assert data["publisher"] == {"@type": "Organization", "name": "Kaffekjeden"}


@pytest.mark.parametrize(("folder", "end"), [("content", ".png"), ("overrides", ".svg")])
def test_a_logo_and_a_stylesheet_come_from_the_hub(tmp_path: Path, folder: str, end: str) -> None:
    """The logo is decoration beside the name; the stylesheet is loaded after ours."""
    for path in (f"{folder}/assets/images/logo{end}", "overrides/assets/stylesheets/own.css"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(b"\x89PNG\r\n\x1a\n")
    logo = f"assets/images/logo{end}"
    site = made(tmp_path, logo=logo, stylesheets=["assets/stylesheets/own.css"])
    page = front(site)
    (image,) = page.one("a", "brand").all("img")
    assert (image["src"], image.attributes["alt"]) == (logo, "")
    assert page.one("a", "brand").all("svg") == []
    loaded = [link["href"] for link in page.all("link", rel="stylesheet")]
    assert loaded == [CSS, "assets/stylesheets/own.css"]
    assert {*loaded, image["src"]} <= site.files.keys()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("logo", "assets/images/borte.svg"),
        ("favicon", "assets/borte.ico"),
        ("stylesheets", ["assets/stylesheets/borte.css"]),
    ],
)
def test_a_file_that_does_not_exist_is_named(tmp_path: Path, setting: str, value: object) -> None:
    """With the setting, and where the file belongs."""
    (tmp_path / "overrides").mkdir()
    with pytest.raises(SiteError, match=rf"«{setting}» viser til «assets/.*borte.*overrides/asset"):
        made(tmp_path, **{setting: value})


def test_the_check_names_it_too(tmp_path: Path) -> None:
    """Before anything is built, at the settings file."""
    (tmp_path / "rollehub.yaml").write_text("site_name: A\nlogo: assets/images/borte.png\n")
    (found,) = [str(x) for x in read_sources(tmp_path).problems if "logo" in x.message]
    assert found == (
        "rollehub.yaml:1:1: feil: innstillingen «logo» viser til «assets/images/borte.png», "
        "som ikke finnes; legg filen i overrides/assets/images/borte.png eller "
        "content/assets/images/borte.png [missing-file]"
    )


def test_the_menu_leads_to_no_empty_list() -> None:
    """Without terms and laws there is neither «Ordliste» nor «Regelverk» in it."""
    without = [link.text for link in front(made()).one("ul", "menu__pages").all("a")]
    assert without == ["Spørsmål", "Lenker"]
    term = {"id": "te", "term": "Te"}
    law = {
        "id": "lov", "title": "Lov", "url": "https://lov.example.org/", "url_status": "recovered",
        "publisher": "L", "kind": "law", "topic": "emne",
    }  # fmt: skip
    hub = a_hub(a_question("te", cites=[{"law": "lov"}]), terms=[term], links=[law])
    page = front(build(hub, Settings(pdf=False)))
    menu = [link.text for link in page.one("ul", "menu__pages").all("a")]
    assert menu == ["Spørsmål", "Lenker", "Ordliste", "Regelverk"]


def variables(css: str) -> list[dict[str, str]]:
    """Return the variables of each `:root`, in order."""
    blocks = re.findall(r":root\s*\{([^}]*)\}", css)
    return [dict(re.findall(r"--([\w-]+):\s*([^;]+);", block)) for block in blocks]


def test_the_colours_of_a_hub_end_the_stylesheet() -> None:
    """They win over ours; a dark accent that is not given is one that can be read."""
    ours = variables(made().files[CSS].decode())
    css = made(accent="#8a1c4a").files[CSS].decode()
    *first, light, dark = variables(css)
    assert first == ours
    assert light["accent"] == "#8a1c4a"
    assert light.keys() == dark.keys() == {"accent", "accent-strong", "tint"} <= ours[0].keys()
    assert DARK.worst(dark["accent"])[0] >= LEAST > contrast("#8a1c4a", DARK.paper)
    assert "@media screen and (prefers-color-scheme: dark) { :root { --accent: " in css


def test_only_the_dark_colour_may_be_set() -> None:
    """The light pages then stay ours."""
    css = made(accent_dark="#ffcc00").files[CSS].decode()
    assert variables(css)[-1]["accent"] == "#ffcc00"
    assert len(variables(css)) == len(variables(made().files[CSS].decode())) + 1


def test_documents_have_the_accent_and_the_owner() -> None:
    """Another colour or owner makes other documents, and nothing else does."""
    plain, again, red, owned = (
        next(iter(made(pdf=True, **more).printed.pdfs.values()))
        for more in ({}, {"footer": "x"}, {"accent": "#8a1c4a"}, {"owner": "Kaffekjeden"})
    )
    assert plain == again
    assert len({plain, red, owned}) == 3


@pytest.mark.parametrize(
    ("edit_path", "address"),
    [
        ("edit/main/", "https://kode.example.org/a/issues/new?title=Forslag"),
        ("-/edit/main/", "https://kode.example.org/a/-/issues/new?issue%5Btitle%5D=Forslag"),
    ],
)
def test_a_new_question_is_proposed_as_the_code_host_wants_it(edit_path: str, address: str) -> None:
    """GitLab has other addresses than GitHub."""
    settings = Settings(repo_url="https://kode.example.org/a", edit_path=edit_path)
    assert (new_question_address(settings) or "").startswith(address)
