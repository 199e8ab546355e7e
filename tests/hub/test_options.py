"""The settings of a hub: from either file, with the environment, and the same wherever written."""

import json
from pathlib import Path

import pytest

from generator.hub.languages import TranslatedSite
from generator.hub.options import Options, Publisher
from generator.hub.options_file import read_options

OWN = """\
format: 2
site_name: Hjelpen
site_description: Svar for alle.
short_name: Hjelp
publisher: {name: Kaffe & co, url: https://kaffe.example.org/}
owner: Kaffekjeden
accessibility_statement: https://tilsyn.example.org/erklaring/7
footer: En bunntekst.
logo: assets/images/logo.svg
accent: "#A03"
accent_dark: "#ff99aa"
stylesheets: [assets/stylesheets/a.css]
site_url: https://hjelpen.example.org/x
repo_url: https://kode.example.org/hjelpen
edit_path: -/edit/trunk/
contact: hjelp@example.org
default_owner: leder
code_owners: {leder: '@org/ledere @kari', post@example.org: kari@example.org}
public_contacts: [vakt@kommune.no, 915 00 000]
language: nn
favicon: assets/images/h.svg
overrides: vårt
link_results: lenker.json
pdf: false
most_answers: 40
cards: false
most_handouts: 50
translations: {en: {site_name: The help}}
"""
OF_MKDOCS = """\
site_name: Hjelpen
site_description: Svar for alle.
site_url: !ENV [NO_SUCH, https://hjelpen.example.org/x]
repo_url: !ENV REPOSITORY
theme: {name: material, language: nn, favicon: assets/images/h.svg, custom_dir: vårt}
plugins:
  - search
  - rollehub: {format: 2, edit_path: -/edit/trunk/, contact: !ENV [A, MAIL, x],
      link_results: lenker.json, pdf: !ENV PDF, most_answers: !ENV [MOST, 300],
      cards: false, most_handouts: 50, translations: {en: {site_name: The help}},
      short_name: Hjelp, publisher: {name: Kaffe & co, url: 'https://kaffe.example.org/'},
      owner: Kaffekjeden, footer: En bunntekst.,
      accessibility_statement: 'https://tilsyn.example.org/erklaring/7',
      logo: assets/images/logo.svg, accent: '#A03', accent_dark: '#ff99aa',
      public_contacts: [vakt@kommune.no, 915 00 000],
      default_owner: leder,
      code_owners: {leder: '@org/ledere @kari', post@example.org: kari@example.org},
      stylesheets: [assets/stylesheets/a.css]}
"""
WHOLE = Options(
    format=2,
    site_name="Hjelpen",
    site_description="Svar for alle.",
    short_name="Hjelp",
    publisher=Publisher(name="Kaffe & co", url="https://kaffe.example.org/"),
    owner="Kaffekjeden",
    accessibility_statement="https://tilsyn.example.org/erklaring/7",
    footer="En bunntekst.",
    logo="assets/images/logo.svg",
    accent="#aa0033",
    accent_dark="#ff99aa",
    stylesheets=("assets/stylesheets/a.css",),
    site_url="https://hjelpen.example.org/x/",
    repo_url="https://kode.example.org/hjelpen",
    edit_path="-/edit/trunk/",
    contact="hjelp@example.org",
    default_owner="leder",
    code_owners={"leder": "@org/ledere @kari", "post@example.org": "kari@example.org"},
    public_contacts=("vakt@kommune.no", "915 00 000"),
    language="nn",
    favicon="assets/images/h.svg",
    overrides="vårt",
    link_results="lenker.json",
    pdf=False,
    most_answers=40,
    cards=False,
    most_handouts=50,
    translations={"en": TranslatedSite(site_name="The help")},
)
VARIABLES = {
    "REPOSITORY": "https://kode.example.org/hjelpen", "MAIL": "hjelp@example.org", "PDF": "false",
    "MOST": "40",
}  # fmt: skip


def read(folder: Path, text: str, name: str = "rollehub.yaml", **variables: str) -> Options:
    """Return the settings in a file, which has no problems."""
    (folder / name).write_text(text, "utf-8")
    options, problems = read_options(folder, variables=variables)
    assert problems == []
    assert options is not None
    return options


def said(folder: Path, text: str, **variables: str) -> list[str]:
    """Return the problems of `rollehub.yaml`."""
    (folder / "rollehub.yaml").write_text(text, "utf-8")
    return [str(problem) for problem in read_options(folder, variables=variables)[1]]


def test_both_files_say_the_same(tmp_path: Path) -> None:
    """Every setting can be written in each of them. An address gets its last slash."""
    (tmp_path / "a").mkdir()
    assert read(tmp_path / "a", OWN) == WHOLE
    assert read(tmp_path, OF_MKDOCS, "mkdocs.yml", **VARIABLES) == WHOLE
    assert all(getattr(WHOLE, x) != field.default for x, field in Options.model_fields.items())


@pytest.mark.parametrize("plugins", ["[rollehub]", "{rollehub: }", "[search, {rollehub: {}}]"])
def test_what_is_not_written_has_its_default(tmp_path: Path, plugins: str) -> None:
    """Only the name has none. A theme's name, or no settings at all, change nothing."""
    default = Options(site_name="Hjelpen")
    text = f"site_name: Hjelpen\nsite_url:\ntheme: material\nplugins: {plugins}\n"
    assert read(tmp_path, text, "mkdocs.yml") == default
    (tmp_path / "mkdocs.yml").rename(tmp_path / "mkdocs.yaml")
    assert read_options(tmp_path) == (default, [])


def test_a_hub_without_a_settings_file_has_defaults(tmp_path: Path) -> None:
    """The environment counts all the same."""
    options, problems = read_options(tmp_path, variables={"ROLLEHUB_SITE_NAME": "Hjelpen"})
    assert (options, problems) == (Options(site_name="Hjelpen"), [])
    assert read_options(tmp_path, variables={})[0] == Options(site_name="Rollehub")


def test_a_file_of_mkdocs_for_something_else_is_left_alone(tmp_path: Path) -> None:
    """A repository may have other documentation beside a hub."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Annet\nplugins: [search]\n", "utf-8")
    assert read(tmp_path, "site_name: Hjelpen") == Options(site_name="Hjelpen")


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    """Every setting has a variable of its name; an empty one counts as none."""
    text = "site_name: Hjelpen\nsite_url: https://a.example.org/\ncontact: a@example.org\n"
    options = read(
        tmp_path, text, ROLLEHUB_SITE_URL="https://b.example.org", ROLLEHUB_CONTACT="",
        ROLLEHUB_PDF="no",
    )  # fmt: skip
    assert options.site_url == "https://b.example.org/"
    assert options.contact == "a@example.org"
    assert options.pdf is False


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    """The file is right, so the message tells of the environment."""
    text = "site_name: X\nsite_url: https://a.no/"
    [problem] = said(tmp_path, text, ROLLEHUB_SITE_URL="b")
    assert problem == (
        "rollehub.yaml:1:1: feil: miljøvariabelen ROLLEHUB_SITE_URL: «b» er ikke en hel adresse; "
        "skriv for eksempel https://hub.example.org/ [bad-address]"
    )


@pytest.mark.parametrize(
    "url",
    [
        "hub.example.org", "ftp://hub.example.org/", "https://", "https://a b.no/", "//hub.no/",
        "https://hub.no/?a", "https://hub.no/#a", "https://[::1", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_an_address_must_be_whole(tmp_path: Path, url: str) -> None:
    """Every page would have it in links and metadata."""
    for name in ("site_url", "repo_url"):
        [problem] = said(tmp_path, f'site_name: X\n{name}: "{url}"\n')
        assert f"rollehub.yaml:2:{len(name) + 3}: feil: «{name}»: «{url}» er ikke" in problem


@pytest.mark.parametrize("contact", ["a", "a@b", "a b@c.no", "<a@b.no>", "a@b.no, c@d.no", "@b.no"])
def test_a_contact_is_one_address(tmp_path: Path, contact: str) -> None:
    """It becomes a link on every page."""
    [problem] = said(tmp_path, f"site_name: X\ncontact: '{contact}'\n")
    assert "er verken en e-postadresse" in problem


@pytest.mark.parametrize(
    "contact", ["ftp://a.no/", "https://", "javascript://a.no/", "https://a b/"]
)
def test_a_contact_page_is_a_whole_address_of_the_web(tmp_path: Path, contact: str) -> None:
    """Anything else would be a link that leads nowhere, or worse."""
    [problem] = said(tmp_path, f"site_name: X\ncontact: '{contact}'\n")
    assert "rollehub.yaml:2:10: feil: «contact»" in problem
    assert "hel adresse" in problem


def test_a_contact_is_a_mailbox_or_a_page(tmp_path: Path) -> None:
    """A page may have a query; only a mailbox becomes a `mailto:`."""
    page = "https://a.no/kontakt?tema=1"
    found = read(tmp_path, f"site_name: X\ncontact: '{page}'\n")
    assert (found.contact_link, found.contact_mail) == (page, "")
    found = read(tmp_path, "site_name: X\ncontact: hjelp@example.org\n")
    assert (found.contact_link, found.contact_mail) == (
        "mailto:hjelp@example.org", "hjelp@example.org",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("publisher", "told"),
    [
        ("{url: 'https://a.no/'}", "nøkkelen «name» mangler"),
        ("{name: X, url: a.no}", "«url»: «a.no» er ikke en hel adresse"),
        ("{name: X, nettsted: y}", "ukjent nøkkel «nettsted»"),
    ],
)
def test_a_publisher_has_a_name_and_a_whole_address(
    tmp_path: Path, publisher: str, told: str
) -> None:
    """Each mistake is one message on its line."""
    [problem] = said(tmp_path, f"site_name: X\npublisher: {publisher}\n")
    assert problem.startswith("rollehub.yaml:2:")
    assert told in problem


def test_a_broken_file_has_no_settings(tmp_path: Path) -> None:
    """Every file that cannot be read gives problems and no settings, whatever it contains."""
    for name in ("rollehub.yaml", "mkdocs.yml"):
        for raw in (
            b"",
            b"\xff",
            b"a: [",
            b"a:\tb",
            b"plugins: rollehub",
            b"- a",
            b"&a *a",
            b"? [a]",
        ):
            (tmp_path / name).write_bytes(raw)
            options, problems = read_options(tmp_path, variables={})
            assert options is None, (name, raw)
            assert {x.place.path for x in problems} == {name}, (name, raw)
        (tmp_path / name).unlink()
        (tmp_path / name).mkdir()
        [problem] = read_options(tmp_path, variables={})[1]
        assert (problem.place.path, problem.code) == (name, "unreadable-file")
        (tmp_path / name).rmdir()


def test_an_inherited_file_is_refused(tmp_path: Path) -> None:
    """MkDocs would read settings from it that nothing else sees."""
    text = "INHERIT: ../base.yml\nsite_name: X\nplugins: [rollehub]\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    options, [problem] = read_options(tmp_path, variables={})
    assert options is None
    assert str(problem).startswith("mkdocs.yml:1:1: feil: «INHERIT» kan ikke brukes her")


@pytest.mark.parametrize(
    "written", ["!ENV [1, 2]", "!ENV {a: b}", "!!str x", "*a", "!ENV [[A], b]"]
)
def test_what_cannot_be_read_where_it_is_used_is_reported(tmp_path: Path, written: str) -> None:
    """Tags and aliases of MkDocs are left alone elsewhere."""
    text = f"docs: &a b\nsite_name: X\nrepo_url: {written}\nplugins: [rollehub]\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    options, problems = read_options(tmp_path, variables={})
    assert options is None
    assert [(x.place.line, x.code) for x in problems] == [(3, "yaml-tag")]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("site_url", "javascript:alert(1)"),
        ("site_url", "hjelp.example.org/"),
        ("site_url", 'https://a.no/"><script>/'),
        ("site_url", "https://a.no/?a=b"),
        ("repo_url", "javascript://kode.example.org/%0aalert(1)"),
        ("repo_url", "https://a.no@b.no/x"),
        ("edit_path", "edit main/"),
        ("edit_path", 'edit/"onclick/'),
        ("contact", "javascript:alert(1)"),
        ("contact", "a@b.no?bcc=c@d.no"),
    ],
)
def test_an_address_of_another_kind_is_refused(tmp_path: Path, key: str, value: str) -> None:
    """No setting becomes a script, another receiver or a host in disguise."""
    (line,) = said(tmp_path, f"site_name: Hjelpen\n{key}: {json.dumps(value)}\n")
    assert line.startswith(f"rollehub.yaml:2:{len(key) + 3}: feil: «{key}»: ")
    assert line.endswith("[bad-address]")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/hjelp/", "http://localhost/", "http://git/x/"]
)
def test_an_address_on_one_s_own_network_is_right(tmp_path: Path, url: str) -> None:
    """A preview and a code host inside an organisation need no dot in their names."""
    assert said(tmp_path, f"site_name: Hjelpen\nsite_url: {url}\nrepo_url: {url}\n") == []


@pytest.mark.parametrize("written", ["true", "0", "-3", "mange", "2.5", "[1]"])
def test_a_number_is_a_whole_number_of_at_least_one(tmp_path: Path, written: str) -> None:
    """Anything else is reported at its place, with an example."""
    found = said(tmp_path, f"site_name: Hjelpen\nmost_answers: {written}\n")
    assert len(found) == 1
    assert found[0].startswith("rollehub.yaml:2:15: feil: «most_answers»: ")
    assert "skriv et helt tall fra 1 og opp, for eksempel 300" in found[0]
