"""The pages: their addresses, that no link is broken, and what each kind of page shows."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.site.pages.render import Page, Renderer, Settings, rooted, suggestion_address
from generator.site.words import alphabetical_key, lower_first, norwegian_date
from tests.site_fixtures import (
    INDEX_PAGES,
    Node,
    Site,
    a_hub,
    a_link,
    a_question,
    a_role,
    built,
    hub,
    parse,
    parse_strictly,
)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def pages_of(data: Hub, settings: Settings | None = None) -> dict[str, Page]:
    """Return address -> page."""
    return {page.address: page for page in Renderer(data, settings or Settings()).pages()}


def page_of(data: Hub, address: str, settings: Settings | None = None) -> Node:
    """Return the tree of one page."""
    return parse(pages_of(data, settings)[address].html)


def published(data: Hub) -> list[Question]:
    """Return the questions that are on the site."""
    return [question for question in data.questions if question.is_published]


def is_redirect(page: Node) -> bool:
    """Whether a page only leads to another."""
    return bool(page.all("meta", **{"http-equiv": "refresh"}))


# --- addresses


def test_a_hub_has_one_page_per_promised_address(name: str) -> None:
    """The pages are the front page, two for each role, one for each question and six indexes."""
    data = hub(name)
    wanted = {"": "home"}
    for role in data.roles:
        wanted |= {f"{role.id}/": "role", f"{role.id}/lenker/": "role_links"}
    wanted |= {f"sporsmal/{question.id}/": "question" for question in published(data)}
    wanted |= {"sporsmal/": "questions", "lenker/": "links", "ordliste/": "glossary"}
    wanted |= {"regelverk/": "laws", "endringer/": "changes", "lenkestatus/": "link_status"}
    assert {address: page.kind for address, page in pages_of(data).items()} == wanted
    assert len(list(Renderer(data, Settings()).pages())) == len(wanted)


def test_pages_of_a_role_say_so(name: str) -> None:
    """Only a role's page and its link page belong to a role."""
    for page in pages_of(hub(name)).values():
        first = page.address.split("/")[0]
        assert page.role == (first if page.kind in ("role", "role_links") else None)


def test_every_page_has_a_title_and_all_but_the_first_a_description(name: str) -> None:
    """A search engine gets a title and one plain sentence for every page."""
    for page in pages_of(hub(name)).values():
        assert page.title.strip()
        assert page.kind == "home" or page.description.strip()
        assert "<" not in page.description


@pytest.mark.parametrize(
    ("address", "to_root", "to_page"),
    [("", "./", "lis/"), ("lis/", "../", "../lis/"), ("a/b/", "../../", "../../lis/")],
)
def test_addresses_from_the_root_become_relative(address: str, to_root: str, to_page: str) -> None:
    """`~/` leads to the root, and `~/x/` to a page, from any depth."""
    assert rooted('<a href="~/">', address) == f'<a href="{to_root}">'
    assert rooted('<a href="~/lis/">', address) == f'<a href="{to_page}">'


# --- links and structure of the whole site


def test_no_link_is_broken(site: Site) -> None:
    """Every link, source and form of every page leads to a file, and to an id that it holds."""
    broken = []
    followed = 0
    for path in site.page_paths:
        for node in site.page(path).walk():
            for attribute in ("href", "src", "action"):
                target = (
                    site.target(path, node[attribute]) if attribute in node.attributes else None
                )
                if target is None:
                    continue
                followed += 1
                file, fragment = target
                if file not in site.files or (fragment and fragment not in site.ids(file)):
                    broken.append((path, node[attribute]))
    assert broken == []
    assert followed > 100


def test_pages_name_no_element_that_is_not_there(site: Site) -> None:
    """What a label or an aria attribute names stands on the same page."""
    lost = [
        (path, id_)
        for path in site.page_paths
        for node in site.page(path).walk()
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
        for id_ in node[name].split()
        if id_ not in site.ids(path)
    ]
    assert lost == []


def test_addresses_of_the_site_are_relative(site: Site) -> None:
    """No page but 404 uses an address from the host's root, so a site can be moved or opened."""
    absolute = [
        (path, node[name])
        for path in site.page_paths
        if path != "404.html"
        for node in site.page(path).walk()
        for name in ("href", "src", "action")
        if node[name].startswith("/")
    ]
    assert absolute == []


def test_no_placeholder_is_left(site: Site) -> None:
    """No attribute of any page still holds `~/` or a reference by id."""
    left = re.compile(r"^(?:~/|link:|law:|question:)")
    found = [
        (path, value)
        for path in site.page_paths
        for node in site.page(path).walk()
        for value in node.attributes.values()
        if left.match(value)
    ]
    assert found == []


def test_ids_are_unique_on_a_page(site: Site) -> None:
    """No page has the same id twice."""
    for path in site.page_paths:
        ids = Counter(node["id"] for node in site.page(path).walk() if node["id"])
        assert (path, [id_ for id_, times in ids.items() if times > 1]) == (path, [])


def test_ids_of_the_frame_can_not_be_ids_of_authors(name: str, site: Site) -> None:
    """A page's own ids are none that an editor could give a question, a link or a term."""
    data = hub(name)
    given_ids = {question.id for question in data.questions}
    given_ids |= {link.id for link in data.links} | {term.id for term in data.terms}
    given_ids |= {alias for question in data.questions for alias in question.aliases}
    generated = {f"{address}index.html" for address in pages_of(data)}
    taken = {
        id_
        for path in generated
        for id_ in site.ids(path)
        if ID.fullmatch(id_) and id_ not in given_ids
    }
    assert taken == set()


def test_every_page_has_one_main_heading_and_skips_no_level(site: Site) -> None:
    """Each page has one h1, before all others; no heading is two levels below the last."""
    for path in site.page_paths:
        page = site.page(path)
        if is_redirect(page):
            continue
        levels = [int(node.tag[1]) for node in page.walk() if re.fullmatch("h[1-6]", node.tag)]
        assert (path, levels.count(1), levels[0]) == (path, 1, 1)
        skips = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert (path, skips) == (path, [])


def test_every_tag_is_closed(name: str) -> None:
    """The HTML of every page that we make is well-formed."""
    for page in pages_of(hub(name)).values():
        assert (page.address, parse_strictly(page.html)[1]) == (page.address, [])


def test_every_link_has_words(site: Site) -> None:
    """No link is without a text that a screen reader can say."""
    mute = [
        (path, node["href"])
        for path in site.page_paths
        for node in site.page(path).all("a")
        if not node.text
    ]
    assert mute == []


# --- the front page and the roles


def test_the_front_page_has_a_card_for_each_role(name: str) -> None:
    """The cards stand in the roles' order, lead to their pages and count their questions."""
    data = hub(name)
    cards = page_of(data, "").all("li", "card")
    counts = {
        role.id: sum(role.id in question.roles for question in published(data))
        for role in data.roles
    }
    assert [
        (card.one("a")["href"], card.one("a").text, card.one("p", "about").text) for card in cards
    ] == [(f"{role.id}/", role.name, f"{counts[role.id]} spørsmål") for role in data.roles]


@pytest.mark.parametrize(
    ("about", "lead"),
    [
        ("Svar om <kaffe>.", "Svar om <kaffe>. Velg rollen din, så ser du det som gjelder deg."),
        ("", "Velg rollen din, så ser du det som gjelder deg."),
    ],
)
def test_the_front_page_says_what_the_site_is(about: str, lead: str) -> None:
    """Its first words are the site's own description, where there is one."""
    page = page_of(a_hub(a_question("q")), "", Settings(about=about))
    assert page.one("header", "lead").one("p").text == lead


def test_a_role_page_holds_its_questions_and_no_others(name: str, site: Site) -> None:
    """A role's page has the role's published questions, in the order of the topics."""
    data = hub(name)
    by_id = data.question_by_id
    for role in data.roles:
        wanted = [
            (topic.title, id_, by_id[id_].title_for(role.id))
            for topic in data.topics
            for id_ in topic.order.get(role.id, topic.questions)
            if role.id in by_id[id_].roles and by_id[id_].is_published
        ]
        found = [
            (section.one("h2").text, article["id"], article.one("h3").text)
            for section in site.page(f"{role.id}/index.html").all("section", "topic")
            for article in section.all("article")
        ]
        assert found == wanted


def test_a_role_page_lists_its_contents(name: str, site: Site) -> None:
    """The contents of a role's page lead to each of its answers, in the same order."""
    for role in hub(name).roles:
        page = site.page(f"{role.id}/index.html")
        listed = [link["href"] for link in page.one("nav", "contents").all("a")]
        assert listed == [f"#{article['id']}" for article in page.all("article")]


def test_an_earlier_id_leads_to_the_answer_on_the_role_page() -> None:
    """An alias is an anchor inside the answer of every role that has it."""
    for role in hub("kaffe").roles:
        article = built("kaffe").page(f"{role.id}/index.html").one("article", id="hvor-mye-kaffe")
        assert article.one("span", id="kaffemengde").text == ""


def test_a_role_reads_its_own_variant_only() -> None:
    """Each role's page has that role's title and text, and not another's."""
    chief, barista = (
        built("kaffe").page(f"{role}/index.html").one("div", "answers").text
        for role in ("butikksjef", "barista")
    )
    assert "føres i loggen" in chief
    assert "skylles hver kveld" in chief
    assert "føres i loggen" not in barista
    assert "Godkjenn dagen i POS" in chief
    assert "Tell pengene" not in chief
    assert "Tell pengene" in barista


def test_a_role_reads_its_own_title_only() -> None:
    """A title that one role has stands in its contents, heading and links, and in no other's."""
    own, shared = "Hvor mye kaffe tar jeg?", "Hvor mye kaffe går det i en kopp?"
    for role, title, other in (("ringevikar", own, shared), ("barista", shared, own)):
        page = built("kaffe").page(f"{role}/index.html")
        assert page.one("article", id="hvor-mye-kaffe").one("h3").text == title
        assert title in page.one("nav", "contents").text
        assert other not in [x.text for x in page.walk() if x.tag in ("a", "h3", "summary")]


def test_a_reference_stays_on_the_page_where_the_role_has_the_question() -> None:
    """It leads to the role's own answer, else to the question's own page."""
    site = built("kaffe")
    to_own = "Hvordan gjør vi maskinen ren?"
    barista, stand_in = (
        site.page(f"{role}/index.html").one("article", id="hvor-mye-kaffe")
        for role in ("barista", "ringevikar")
    )
    inside = [link["href"] for link in barista.one("div", "text").all("a") if link.text == to_own]
    outside = [link["href"] for link in stand_in.one("div", "text").all("a") if link.text == to_own]
    assert inside == ["#rengjoring-av-maskinen"]
    assert outside == ["../sporsmal/rengjoring-av-maskinen/"]


def test_a_role_without_a_list_is_told_where_its_links_come_from() -> None:
    """Its link page shows the links of its answers and says so; the others say nothing."""
    site = built("kaffe")
    pages = {role: site.page(f"{role}/lenker/index.html") for role in ("barista", "ringevikar")}
    notes = {role: [x.text for x in page.all("p", "notice")] for role, page in pages.items()}
    assert notes["barista"] == []
    assert len(notes["ringevikar"]) == 1
    assert "ingen egen lenkeliste" in notes["ringevikar"][0]
    listed = {
        role: [item["id"] for part in page.all("ul", "links") for item in part.all("li")]
        for role, page in pages.items()
    }
    assert listed == {
        "barista": ["maskinhandbok", "oppskriftsbok", "kassekurs"],
        "ringevikar": [
            "maskinhandbok", "oppskriftsbok", "kommunens-skjenkeregler", "kassekurs", "vaktliste",
        ],
    }  # fmt: skip


def test_a_role_without_questions_or_links_has_pages_that_say_so() -> None:
    """Nothing is shown as an empty page."""
    data = a_hub(a_question("a"), roles=[a_role("gjest"), a_role("ny")])
    assert page_of(data, "ny/").one("p", "empty").text.startswith("Ingen spørsmål")
    assert page_of(data, "ny/lenker/").one("p", "empty").text.startswith("Ingen lenker")


# --- a question's own page


def question_page(id_: str) -> Node:
    """Return the main part of a question's page in the coffee hub."""
    return built("kaffe").page(f"sporsmal/{id_}/index.html").one("*", "page")


def facts(page: Node) -> dict[str, str]:
    """Return what the list of facts says."""
    return {row.one("dt").text: row.one("dd").text for row in page.one("dl", "facts").all("div")}


def test_a_question_tells_whom_it_is_for() -> None:
    """It names its roles in their order, each leading to the answer on the role's page."""
    links = question_page("stenge-kassen").one("ul", "tags").all("a")
    assert [(link.text, link["href"]) for link in links] == [
        (name, f"../../{name.lower()}/#stenge-kassen")
        for name in ("Barista", "Butikksjef", "Ringevikar")
    ]


@pytest.mark.parametrize(
    ("roles", "named"), [(["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_a_role_without_the_question_is_told_whose_it_is(roles: list[str], named: str) -> None:
    """The note names the roles that have the question, as one says them."""
    data = a_hub(a_question("q", roles), roles=[a_role(x) for x in ("a", "b", "c", "d")])
    note = page_of(data, "sporsmal/q/").all("p", "notfor")[-1]
    assert note["id"] == "ikke_for_d"
    assert f"Svaret under gjelder for {named}." in note.text


def test_an_added_text_stands_beside_the_shared_one() -> None:
    """`append` shows the shared answer «for alle» and the addition under the role's name."""
    parts = question_page("rengjoring-av-maskinen").one("div", "variants").all("section")
    assert [part.one("h2").text for part in parts] == ["For alle", "I tillegg for butikksjef"]
    assert "skylles hver kveld" in parts[0].text
    assert "føres i loggen" not in parts[0].text
    assert "skylles hver kveld" not in parts[1].text
    assert "føres i loggen" in parts[1].text


def test_a_replaced_text_stands_beside_the_shared_one() -> None:
    """`replace` shows the shared answer for the other roles and the role's own beside it."""
    parts = question_page("stenge-kassen").one("div", "variants").all("section")
    assert [part.one("h2").text for part in parts] == [
        "For barista og ringevikar",
        "For butikksjef",
    ]
    assert "Tell pengene" in parts[0].text
    assert "Godkjenn dagen" in parts[1].text


def test_another_title_is_told() -> None:
    """A title that only one role has stands under the shared one."""
    page = question_page("hvor-mye-kaffe")
    assert page.one("h1").text == "Hvor mye kaffe går det i en kopp?"
    assert page.one("p", "othertitle").text == (
        "For ringevikar heter spørsmålet «Hvor mye kaffe tar jeg?»"
    )
    assert page.all("div", "variants") == []


def test_a_question_where_every_role_has_its_own_text_shows_no_shared_one() -> None:
    """With a replacement for each role, nobody's answer is the shared one."""
    variants = {role: {"replace": f"For {role}.", "why": "x"} for role in ("a", "b")}
    page = page_of(a_hub(a_question("q", ["a", "b"], variants=variants)), "sporsmal/q/")
    assert [x.one("h2").text for x in page.one("div", "variants").all("section")] == [
        "For a",
        "For b",
    ]
    assert "Svar om q" not in page.text


def test_sources_have_publisher_and_kind() -> None:
    """Under an answer stand its links and laws, with publisher, kind, language and doubt."""
    rows = [
        item.text for item in question_page("rengjoring-av-maskinen").one("dl", "facts").all("li")
    ]
    assert rows[:4] == [
        "Håndbok for espressomaskinen Maskinfabrikken · PDF · engelsk · adressen er ikke bekreftet",
        (
            "Oppskriftsboken (lenken mangler) Kaffekjeden · nettside"
            " Adressen er tapt. Håndboken har de viktigste målene."
        ),
        "Renholdsloven § 2 Lovsamlingen · regelverk",
        "Renholdsloven § 10 Lovsamlingen · regelverk",
    ]


def test_a_law_leads_to_its_section_or_to_the_whole() -> None:
    """A cited section has its own address by the pattern; a law without numbers the law's."""
    site = built("kaffe")
    of_section = question_page("arlig-kontroll").one("dl", "facts").all("a", rel="external")
    assert [link["href"] for link in of_section] == [
        "https://lov.example.org/lov/renhold/paragraf/9"
    ]
    whole = (
        site.page("sporsmal/stenge-kassen/index.html").one("dl", "facts").all("a", rel="external")
    )
    assert "https://kommune.example.org/skjenking" in [link["href"] for link in whole]


def test_an_answer_that_nobody_has_confirmed_says_so() -> None:
    """The date stands in Norwegian where there is one; else that there is none."""
    never, confirmed = question_page("bytte-vakt"), question_page("hvor-mye-kaffe")
    assert never.one("span", "review").text == "Ikke faglig gjennomgått ennå"
    assert confirmed.all("span", "review")[0].text == "Sist faglig gjennomgått 5. januar 2025"
    assert confirmed.all("time")[0]["datetime"] == "2025-01-05"


def test_a_question_names_its_source_but_not_the_note() -> None:
    """The document is named, the note to editors is not."""
    assert facts(question_page("hvor-mye-kaffe"))["Svaret bygger på"] == "Kaffekjedens håndbok"


def test_related_questions_are_published_ones() -> None:
    """«Les også» leads to other questions on the site, never to itself or a draft."""
    related = question_page("hvor-mye-kaffe").one("section", "related").all("a")
    assert [link["href"] for link in related] == [
        "../../sporsmal/rengjoring-av-maskinen/",
        "../../sporsmal/arlig-kontroll/",
    ]


def test_headings_of_an_answer_follow_its_page() -> None:
    """A heading in an answer is a fourth-level one on a role's page, a second-level one alone."""
    site = built("kaffe")
    assert "Når cremaen er tynn" in [x.text for x in site.page("barista/index.html").all("h4")]
    alone = site.page("sporsmal/hvor-mye-kaffe/index.html")
    assert "Når cremaen er tynn" in [x.text for x in alone.all("h2")]


@pytest.mark.parametrize("variant", ["append", "replace"])
def test_headings_of_variants_stand_under_the_roles_name(variant: str) -> None:
    """In a page with variants, an answer's headings are one level below «For …»."""
    text = "#### Del\n\nTekst."
    question = a_question("q", ["a", "b"], answer=text, variants={"b": {variant: text, "why": "x"}})
    page = page_of(a_hub(question), "sporsmal/q/")
    levels = [(x.tag, x.text) for x in page.walk() if x.tag in ("h2", "h3", "h4")]
    assert [tag for tag, words in levels if words == "Del"] == ["h3", "h3"]


# --- suggestions


TITLE = "Hva er «R&D», 50 % æøå?"
PATH = "content/questions/hva.yaml"


@pytest.mark.parametrize("repo", ["https://git.example.org/a/b", "https://git.example.org/a/b/"])
def test_with_a_repository_a_suggestion_opens_the_file(repo: str) -> None:
    """The address is the file's editor, with or without a slash after the repository."""
    settings = Settings(repo_url=repo, contact="a@b.no")
    assert suggestion_address(settings, PATH, TITLE) == (
        "https://git.example.org/a/b/edit/main/content/questions/hva.yaml"
    )
    other = Settings(repo_url=repo, edit_path="-/edit/trunk/")
    assert suggestion_address(other, PATH, TITLE) == (
        "https://git.example.org/a/b/-/edit/trunk/content/questions/hva.yaml"
    )


def test_with_a_mailbox_a_suggestion_is_a_mail() -> None:
    """The mail has title and file, percent-encoded so that no mail program stumbles."""
    address = suggestion_address(Settings(contact="a@b.no"), PATH, TITLE)
    assert address is not None
    assert re.fullmatch(r"[\x21-\x7e]+", address)
    assert not set(address) & set('"<>«»+')
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "a@b.no")
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields["subject"] == [f"Forslag til endring: {TITLE}"]
    assert TITLE in fields["body"][0]
    assert PATH in fields["body"][0]
    assert "\r\n" in unquote(parts.query), "RFC 6068 wants %0D%0A between lines"


def test_with_neither_there_is_no_suggestion() -> None:
    """Nothing is offered that leads nowhere."""
    assert suggestion_address(Settings(), PATH, TITLE) is None
    data = a_hub(a_question("a"))
    for address in ("sporsmal/a/", "gjest/"):
        assert page_of(data, address).all("a", "suggest") == []
        assert len(page_of(data, address, Settings(contact="a@b.no")).all("a", "suggest")) == 1


# --- indexes


def test_all_questions_stand_under_their_topic_with_their_roles() -> None:
    """The first list has every published question once, by topic, with its roles."""
    sections = built("kaffe").page("sporsmal/index.html").one("div", id="etter_emne").all("section")
    assert [
        (section.one("h3").text, [item.text for item in section.all("li")]) for section in sections
    ] == [
        (
            "Brygging & renhold",
            [
                "Hvor mye kaffe går det i en kopp? Alle roller",
                "Hvordan gjør vi maskinen ren? Barista · Butikksjef",
                "Årlig kontroll av espressomaskinen? Butikksjef",
            ],
        ),
        (
            "Kasse og vakter",
            [
                "Ønsker du hjelp til å stenge kassen? Alle roller",
                "Ærlig talt, kan jeg bytte vakt? Barista · Ringevikar",
            ],
        ),
    ]


def test_questions_stand_in_the_order_of_the_alphabet() -> None:
    """Æ, Ø and Å come last, in that order; a role's own title stands beside the shared one."""
    rows = built("kaffe").page("sporsmal/index.html").one("section", id="a_til_a").all("li")
    assert [row.text for row in rows] == [
        "Hvor mye kaffe går det i en kopp?",
        "Hvor mye kaffe tar jeg?",
        "Hvordan gjør vi maskinen ren?",
        "Ærlig talt, kan jeg bytte vakt?",
        "Ønsker du hjelp til å stenge kassen?",
        "Årlig kontroll av espressomaskinen?",
    ]


def test_the_norwegian_alphabet() -> None:
    """Capitals and quotes don't count; foreign letters stand with their Norwegian ones."""
    words = ["ål", "Øl", "ære", "zoo", "«bok»", "Ære være", "ale", "Äpple", "öl", "idé", "ide b"]
    assert sorted(words, key=alphabetical_key) == [
        "ale", "«bok»", "idé", "ide b", "zoo", "Äpple", "ære", "Ære være", "Øl", "öl", "ål",
    ]  # fmt: skip


def test_links_show_where_their_address_comes_from() -> None:
    """The list of all links has every link once, with publisher, kind and state."""
    rows = {
        item["id"]: item.one("span", "state").text
        for part in built("kaffe").page("lenker/index.html").all("ul", "links")
        for item in part.all("li")
    }
    assert rows == {
        "renholdsloven": "fra kilden",
        "maskinhandbok": "ikke bekreftet",
        "oppskriftsbok": "mangler",
        "kommunens-skjenkeregler": "gjenfunnet",
        "kassekurs": "fra kilden",
        "vaktliste": "fra kilden",
    }


def test_sections_of_a_law_are_sorted_by_number() -> None:
    """§ 2 stands before § 9 and § 10, § 10 before § 10-1; the whole law has its own heading."""
    page = built("kaffe").page("regelverk/index.html")
    assert [
        (law.one("h2").text, [x.text for x in law.all("h3")])
        for law in page.all("section", "topic")
    ] == [
        ("Renholdsloven", ["§ 2", "§ 9", "§ 10", "§ 10-1"]),
        ("Kommunens skjenkeregler", ["Som helhet"]),
    ]


@settings(max_examples=15, deadline=None)
@given(st.permutations(["2", "2a", "2b", "3", "9", "10", "10-1", "10-2", "10-12", "11"]))
def test_any_order_of_citations_gives_the_same_sections(sections: list[str]) -> None:
    """The order on the page comes from the numbers alone."""
    law = a_link("loven", kind="law", law_reference="lov/x")
    cites = [{"law": "loven", "section": section} for section in sections]
    data = a_hub(
        a_question("q", cites=cites), links=[law], law_section_url="https://l.no/{section}"
    )
    found = [x.text.removeprefix("§ ") for x in page_of(data, "regelverk/").all("h3")]
    assert found == ["2", "2a", "2b", "3", "9", "10", "10-1", "10-2", "10-12", "11"]


def test_a_section_lists_the_answers_that_rest_on_it_once() -> None:
    """A question that cites a section twice, in data and in text, stands there once."""
    page = built("kaffe").page("regelverk/index.html")
    section = page.one("section", "topic", **{"aria-labelledby": "lov_renholdsloven"})
    lists = [[item.text for item in part.all("li")] for part in section.all("ul")]
    cleaning, yearly = "Hvordan gjør vi maskinen ren?", "Årlig kontroll av espressomaskinen?"
    assert lists == [[cleaning], [yearly], [cleaning], [cleaning]]


def test_the_glossary_explains_every_term() -> None:
    """Each term stands under its id, with expansion, definition, question and source."""
    rows = built("kaffe").page("ordliste/index.html").one("dl", "glossary").all("div")
    assert [(row["id"], row.one("dt").text, row.one("dd").text) for row in rows] == [
        (
            "crema",
            "crema",
            (
                "Det gylne skummet øverst på en espresso. Hvor mye kaffe går det i en kopp?"
                " Kilde: Kaffekjedens håndbok"
            ),
        ),
        ("pos", "POS point of sale", "Kassen med tilhørende program."),
    ]


def test_an_empty_hub_has_pages_that_say_so() -> None:
    """A hub without a question, link or term still has every index, and none is broken."""
    pages = pages_of(Hub())
    assert set(pages) == {"", *(f"{name}/" for name in INDEX_PAGES)}
    assert "Ingen svar viser til regelverk" in pages["regelverk/"].html
    assert "Ingen endringer er beskrevet" in pages["endringer/"].html


# --- small things


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 21), "21. november 2026"),
        (date(2026, 1, 1), "1. januar 2026"),
        (date(2025, 5, 17), "17. mai 2025"),
        (date(1999, 12, 31), "31. desember 1999"),
    ],
)
def test_dates_are_norwegian(day: date, written: str) -> None:
    """Day without a zero, month in lower case."""
    assert norwegian_date(day) == written


@pytest.mark.parametrize(
    ("text", "inside"),
    [("Leder i kommune", "leder i kommune"), ("LIS", "LIS"), ("A", "a"), ("", "")],
)
def test_a_name_inside_a_sentence(text: str, inside: str) -> None:
    """A word loses its capital, an abbreviation keeps it."""
    assert lower_first(text) == inside


NASTY = "<b>&\"'</b>"


def test_words_of_authors_are_never_markup() -> None:
    """HTML in names, titles, publishers and terms is shown as it is written, on every page."""
    data = a_hub(
        a_question("q", question=NASTY, terms=[NASTY], links=["l"], source={"document": NASTY}),
        roles=[a_role("gjest", name=NASTY, description=NASTY)],
        topics=[{"id": "emne", "title": NASTY, "questions": ["q"]}],
        links=[a_link("l", title=NASTY, publisher=NASTY, note="Tekst", url='https://x.no/?a="<b>')],
        terms=[
            {"id": "t", "term": NASTY, "expansion": NASTY, "definition": NASTY, "source": NASTY}
        ],
        changes=[{"date": "2025-01-01", "title": NASTY, "note": NASTY, "questions": ["q"]}],
    )
    for page in pages_of(data, Settings(contact='"<b>@x.no')).values():
        tree, misfits = parse_strictly(page.html)
        assert misfits == []
        assert tree.all("b") == []
    assert page_of(data, "sporsmal/q/").one("h1").text == NASTY
    assert page_of(data, "gjest/").one("h3").text == NASTY
