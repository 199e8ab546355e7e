"""The two forms of addresses: folders for servers, files for disks."""

import re
from pathlib import Path

import pytest

from generator.hub.pages import WrittenPage
from generator.site.addresses import Addresses, is_for_servers
from generator.site.build import build
from generator.site.settings import Offline, Settings
from generator.site.text.targets import Place
from tests.site_fixtures import a_hub, a_question, parse

ONLINE, COPY = Addresses(), Addresses(as_files=True)
MOUNTED = Addresses(as_files=True, site_url="https://hub.example.org/hjelp/")
PATHS = [
    # page, path from the root: as a folder, as a file
    ("", "", "./", "index.html"),
    ("", "lis/", "lis/", "lis/index.html"),
    ("", "#x", "#x", "index.html#x"),
    ("lis/", "", "../", "../index.html"),
    ("lis/", "lis/#x", "../lis/#x", "../lis/index.html#x"),
    ("lis/", "#x", "../#x", "../index.html#x"),
    ("sporsmal/a/", "lis/lis.pdf", "../../lis/lis.pdf", "../../lis/lis.pdf"),
    ("sporsmal/a/", "data/hub.json", "../../data/hub.json", "../../data/hub.json"),
]


@pytest.mark.parametrize(("page", "path", "folder", "file"), PATHS)
def test_only_the_address_of_a_folder_has_two_forms(
    page: str, path: str, folder: str, file: str
) -> None:
    """A file is named in both; a fragment follows."""
    assert ONLINE.to(page, path) == folder
    assert COPY.to(page, path) == file


@pytest.mark.parametrize(
    ("page", "path", "folder", "file"),
    [
        ("lis/", "lis/", "./", "index.html"),
        ("lis/", "lis/lenker/", "lenker/", "lenker/index.html"),
        ("lis/lenker/", "lis/#x", "../#x", "../index.html#x"),
        ("sporsmal/a/", "sporsmal/b/", "../b/", "../b/index.html"),
        ("sporsmal/a/", "feed.xml", "../../feed.xml", "../../feed.xml"),
        ("", "", "./", "index.html"),
        ("sporsmal/a/", "sporsmal/a/#x", "#x", "#x"),
        ("", "#x", "#x", "#x"),
    ],
)
def test_the_shortest_address_has_the_same_forms(
    page: str, path: str, folder: str, file: str
) -> None:
    """It goes up no further than it must."""
    assert ONLINE.relative(page, path) == folder
    assert COPY.relative(page, path) == file


def test_a_place_on_the_same_page_is_a_fragment_in_both() -> None:
    """No form makes a browser load the page again."""
    for addresses in (ONLINE, COPY):
        href = addresses.href("lis/", {"te": "lis/#te"})
        assert href(Place("sporsmal/te/", "te")) == "#te"
    assert COPY.href("lis/")(Place("sporsmal/te/", "te")) == "../sporsmal/te/index.html"


def test_what_only_servers_use_is_reached_on_the_net() -> None:
    """Where a copy does not know the address of its site, nothing is linked to."""
    assert ONLINE.on_servers("lis/", "feed.xml") == "../feed.xml"
    assert MOUNTED.on_servers("lis/", "lis/feed.xml") == f"{MOUNTED.site_url}lis/feed.xml"
    assert COPY.on_servers("lis/", "feed.xml") is None
    for path in ("feed.xml", "lis/feed.xml", "404.html", "_headers", "llms.txt", ".well-known/x"):
        assert is_for_servers(path)
    for path in ("index.html", "lis/404.html", "data/hub.json", "assets/robots.txt"):
        assert not is_for_servers(path)


@pytest.mark.parametrize("url", ["https://hub.example.org/hjelp/", ""])
def test_a_hand_written_page_may_name_a_file_that_copies_lack(url: str) -> None:
    """The link goes to the net, or becomes words that say why."""
    text = "# Om\n\nSe [feeden](~/feed.xml) og [spørsmålene](~/sporsmal/#emne_emne)."
    page = WrittenPage(id="om", title="Om", description="", text=text)
    settings = Settings(site_url=url, pdf=False, offline=Offline())
    files = dict(build(a_hub(a_question("te"), pages=[page]), settings).all_files())
    main = parse(files["om/index.html"].decode()).one("main")
    links = [x["href"] for x in main.all("a") if x.text in ("feeden", "spørsmålene")]
    assert links == [f"{url}feed.xml"] * bool(url) + ["../sporsmal/index.html#emne_emne"]
    assert ("feeden (bare på nettet)" in main.text) is not bool(url)
    assert not [path for path in files if is_for_servers(path)]


def test_an_earlier_address_of_a_question_leads_to_a_file() -> None:
    """A copy follows redirects without a server, and its policy lets it."""
    data = a_hub(a_question("te", aliases=["kaffe"]))
    files = dict(build(data, Settings(pdf=False, offline=Offline())).all_files())
    page = parse(files["sporsmal/kaffe/index.html"].decode())
    refresh = page.one("meta", **{"http-equiv": "refresh"})
    assert refresh["content"] == "0; url=../te/index.html"
    assert page.one("a")["href"] == "../te/index.html"


def test_a_copy_without_a_day_says_so() -> None:
    """If no date is known, the notice says so."""
    site = build(a_hub(a_question("te")), Settings(pdf=False, offline=Offline()))
    main = parse(dict(site.all_files())["index.html"].decode()).one("main")
    said = main.one("p", "notice").text
    assert said == "Du leser en kopi uten dato. Innholdet kan være endret."


def test_no_template_makes_an_address_by_itself() -> None:
    """Every address on the site comes from one of the functions that know its form."""
    templates = Path("generator/site/templates")
    local = r'(?:href|action|src)="'
    found = [
        (file.name, match)
        for file in sorted((Path(__file__).parents[2] / templates).glob("*.html.j2"))
        for match in re.findall(rf"{local}([^\"]*)\"", file.read_text("utf-8"))
        if not re.match(r"#|data:|\{\{ (?:to|relative|target|canonical|address|archived|item\.url|"
                        r"link\.url|law\.link\.url|section\.address|url|offer)\b", match)
    ]  # fmt: skip
    assert found == []
