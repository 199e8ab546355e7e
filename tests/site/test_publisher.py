"""Who stands behind a site: wherever a reader, a search engine or a program may ask."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from generator.hub.options import Publisher
from generator.shells.reading import advice
from generator.site.build import build
from generator.site.settings import Settings
from tests.site_fixtures import Node, a_hub, a_question, parse

HUB = a_hub(a_question("q"))
FAMED = Settings(
    site_name="Hjelpen",
    publisher=Publisher(name="Kaffe & <co>", url="https://co.example.org/"),
    contact="https://co.example.org/kontakt",
    pdf=False,
)


def page(settings: Settings, address: str = "sporsmal/q/") -> Node:
    """Return a whole page of the hub."""
    site = build(HUB, settings)
    return parse(site.whole(site.pages[address]).decode())


@pytest.mark.parametrize("address", ["", "gjest/", "sporsmal/q/", "lenker/"])
def test_every_page_names_the_publisher(address: str) -> None:
    """At the top in words, and at the bottom with a link to its page."""
    whole = page(FAMED, address)
    assert whole.one("header", "top").one("span", "from").text == "fra Kaffe & <co>"
    link = whole.one("footer").one("a", rel="external")
    assert (link.text, link["href"]) == ("Kaffe & <co>", "https://co.example.org/")
    assert "https://co.example.org/kontakt" in [x["href"] for x in whole.one("footer").all("a")]


def test_an_answer_names_the_publisher_and_the_contact() -> None:
    """The column beside the answer has both; without them it has no empty rows."""
    rows = {x.one("dt").text: x.one("dd") for x in page(FAMED).one("div", "side").all("div")
            if x.all("dt") and len(x.all("dt")) == 1}  # fmt: skip
    assert rows["Utgiver"].one("a")["href"] == "https://co.example.org/"
    assert rows["Kontakt"].one("a")["href"] == "https://co.example.org/kontakt"
    assert not {"Utgiver", "Kontakt"} & {x.text for x in page(Settings(pdf=False)).all("dt")}


def test_structured_data_name_the_publisher() -> None:
    """Search engines get its name and its page."""
    data = json.loads(page(FAMED).one("script", type="application/ld+json")._raw())
    assert data["publisher"] == {
        "@type": "Organization", "name": "Kaffe & <co>", "url": "https://co.example.org/",
    }  # fmt: skip


def test_the_earlier_setting_is_a_publisher_without_an_address() -> None:
    """`owner` still names the publisher."""
    whole = page(Settings(owner="Kjeden", pdf=False))
    assert "Utgitt av Kjeden." in whole.one("footer").text
    assert whole.one("footer").all("a", rel="external") == []


def test_a_build_without_a_publisher_says_so_once() -> None:
    """Nobody is invented: editors are told which setting is missing."""
    assert advice(FAMED) is None
    assert advice(Settings(contact="hjelp@example.org")) == (
        "Leserne ser ikke hvem som står bak nettstedet: sett publisher i innstillingene."
    )


def test_a_pdf_names_the_publisher() -> None:
    """Its cover says who has published the site that it comes from."""
    site = build(HUB, FAMED.model_copy(update={"pdf": True}))
    made = next(pdf for path, pdf in site.printed.pdfs.items() if path.startswith("gjest/"))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    assert "Hjelpen, utgitt av Kaffe & <co>" in " ".join(text.split())
