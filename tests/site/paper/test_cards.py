"""The cards of pages: their size, and that no text leaves its place on them."""

import struct
from typing import Any

import pytest

from generator.site.content import Content
from generator.site.paper import typesetting
from generator.site.paper.cards import cards
from generator.site.paper.pdf import CARD, Document, typed
from generator.site.paper.typesetting import png, template
from generator.site.settings import Settings
from tests.site.paper.page_images import pixels
from tests.site_fixtures import a_hub, a_question, a_role, hub

SITE = Settings(site_name="Hjelpen", site_url="https://hjelpen.example.org/hjelp/")
SCALE = 5  # points a pixel: enough to see where there is ink
BOXES = ((44, 96), (112, 442), (462, 464), (476, 560), (566, 610))
"""Top and bottom of what may have ink, in points; texts are between 90 and 1130 across."""
TITLES = {
    "short": "Hva?",
    "norwegian": "Æ blåbærøl på ærfuglærte ørevær, å åååååå? " * 4,
    "long words": "Spesialistutdanningsvirksomhetsregistreringsordningen " * 6,
    "one word": "W" * 400,
    "very long": "Hvordan godkjenner virksomheten læringsmålene som legen har nådd? " * 60,
    "lines": "En\n\nto\n\ntre\n" * 40,
    "code": '#panic("x") $x$ *a* _b_ @c <d> \\ `e` "]) + #read("/etc/passwd") [',
    "no font": "🧑 𓀀 " + "漢字" * 40 + " ab\u0301\u0302\u0303\u0304\u0305\u0306",
    "right to left": "\u202eشهادة الاختصاص في الطب العام " * 8,
    "no breaks": "a/b&c=d?e" * 60,
    "hyphens": "a-" * 300,
    "invisible": "\u200b\u00ad\u2060\ufeff",
}  # fmt: skip


def documents(content: Content) -> dict[str, Document]:
    made = typed(content, ((path, make()) for path, make in cards(content)), CARD)
    return {document.path: document for document in made}


def card(question: Any = "Hva er te?", name: str = "Gjest", **settings: Any) -> Document:
    """Return the card of the only question of a small hub."""
    one = a_question("te", question=question)
    of = a_hub(one, roles=[a_role("gjest", name=name, description=name)])
    content = Content(of, SITE.model_copy(update=settings))
    return documents(content)["sporsmal/te/kort.png"]


def rows(document: Document, monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """Return the pixels of a card whose texts are not clipped."""
    code = template(CARD)
    assert b"clip: true" in code
    free = code.replace(b"clip: true", b"clip: false")
    small = 72 / SCALE
    made = typesetting._made
    monkeypatch.setattr(
        typesetting, "_made", lambda *given, **form: made(*given, **{**form, "ppi": small})
    )
    image = png(free, document.undated_inputs())
    monkeypatch.undo()
    return pixels(image)


def stray_ink(image: list[list[int]]) -> set[tuple[int, int]]:
    """Return the places of ink, in points, outside the boxes of texts."""
    inked = {
        (x * SCALE, y * SCALE)
        for y, row in enumerate(image)
        for x, value in enumerate(row)
        if value < 200 and x * SCALE > 28
    }
    near = SCALE
    return {
        (x, y)
        for x, y in inked
        if not 90 - near <= x <= 1130 or not any(top - near <= y <= bottom for top, bottom in BOXES)
    }


def test_a_card_has_the_size_that_networks_ask_for() -> None:
    """1200 × 630 pixels."""
    document = card()
    image = png(document.template, document.undated_inputs())
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", image[16:24]) == (1200, 630)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_no_text_leaves_its_place(title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long title gets smaller letters and is then cut; so do names of sites and roles."""
    document = card(title, title, site_name=title)
    image = rows(document, monkeypatch)
    assert stray_ink(image) == set()


@pytest.mark.parametrize("name", ["own", "kaffe"])
def test_the_cards_of_the_hubs_fit(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest title of each hub is on its card, and so are the names of its roles."""
    made = documents(Content(hub(name), SITE))
    longest = max(made.values(), key=lambda document: len(document.title))
    for path in ("kort.png", longest.path, max(made, key=lambda path: len(made[path].data))):
        assert stray_ink(rows(made[path], monkeypatch)) == set()


def test_there_is_a_card_for_each_question_role_and_the_front_page() -> None:
    """Drafts have none."""
    data = hub("kaffe")
    published = {f"sporsmal/{x.id}/kort.png" for x in data.questions if x.is_published}
    roles = {f"{role.id}/kort.png" for role in data.roles}
    assert documents(Content(data, SITE)).keys() == published | roles | {"kort.png"}


def test_a_card_says_how_sure_its_answer_is() -> None:
    """Reviewed or not, uncertain or not, and for whom."""

    def said(**more: Any) -> str:
        of = a_hub(a_question("te", **more), roles=[a_role("gjest"), a_role("vert")])
        return documents(Content(of, SITE))["sporsmal/te/kort.png"].data.decode()

    doubt = {"what": "Noe.", "ask": "Verten", "since": "2026-01-02"}
    assert "For gjest" in said()
    assert "For alle" in said(roles=["gjest", "vert"])
    assert "Ikke faglig gjennomgått ennå." in said()
    assert "Sist faglig gjennomgått 2. mars 2026." in said(reviewed="2026-03-02")
    assert "usikkert" not in said()
    assert "Noe i svaret er usikkert." in said(uncertain=doubt)


def test_a_large_hub_has_no_card_for_each_question() -> None:
    """Making them would take longer than everything else."""
    of = a_hub(a_question("te"), a_question("kaffe"))
    settings = SITE.model_copy(update={"most_handouts": 1})
    assert set(documents(Content(of, settings))) == {"kort.png", "gjest/kort.png"}
