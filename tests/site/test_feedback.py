"""«Fikk du svar?»: where a message goes, and that nothing is promised without a place for it."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from generator.hub.confirmation import fingerprint
from generator.site.settings import Settings
from tests.site.pages.rendered import page_of
from tests.site_fixtures import Node, a_hub, a_question, a_role

QUESTION = a_question("q", ["a", "b"], question="Hva & hvorfor?")
HUB = a_hub(QUESTION, roles=[a_role("a"), a_role("b")])
REPO = "https://git.example.org/kaffe/hub"
SAID = ["Hva & hvorfor? (sporsmal/q/)", fingerprint(QUESTION), "Dette fikk jeg ikke svar på:"]


def asked(settings: Settings, address: str = "sporsmal/q/") -> Node:
    """Return the question about an answer on a page."""
    return page_of(HUB, address, settings).one("div", "feedback")


@pytest.mark.parametrize("address", ["sporsmal/q/", "a/"])
def test_without_a_place_nothing_is_asked(address: str) -> None:
    """Neither a repository nor a contact: no question that nobody would hear the answer to."""
    assert page_of(HUB, address).all("div", "feedback") == []


def test_a_yes_is_thanked_and_sent_nowhere() -> None:
    """The part for yes has no link, and says that nothing is stored."""
    yes = asked(Settings(repo_url=REPO)).all("details")[0]
    assert yes.one("p").text == "Takk! Ingenting er sendt eller lagret."
    assert yes.all("a") == []


@pytest.mark.parametrize(
    ("edit_path", "path", "title", "body"),
    [
        ("edit/main/", "/kaffe/hub/issues/new", "title", "body"),
        ("-/edit/main/", "/kaffe/hub/-/issues/new", "issue[title]", "issue[description]"),
    ],
)
def test_a_no_opens_an_issue_with_what_was_read(
    edit_path: str, path: str, title: str, body: str
) -> None:
    """It has the id, the role and the version of the answer, in the form of the code host."""
    no = asked(Settings(repo_url=REPO, edit_path=edit_path), "b/").all("details")[1]
    address = urlsplit(no.one("a")["href"])
    assert (address.netloc, address.path) == ("git.example.org", path)
    sent = parse_qs(address.query)
    assert sent[title] == ["Fikk ikke svar: Hva & hvorfor?"]
    assert all(words in sent[body][0] for words in [*SAID, "Roller: b\n"])
    assert "Meldingen blir en sak på git.example.org." in no.text


def test_without_a_repository_it_is_an_email() -> None:
    """The e-mail has the same lines, and the page of the question names all its roles."""
    no = asked(Settings(contact="hjelp@example.org")).all("details")[1]
    address = no.one("a")["href"]
    assert address.startswith("mailto:hjelp@example.org?subject=Fikk%20ikke%20svar")
    assert all(words in unquote(address) for words in [*SAID, "Roller: a og b"])
    assert "Meldingen blir en e-post til hjelp@example.org." in no.text


def test_a_page_takes_no_text() -> None:
    """A contact that is a page is linked as it is."""
    no = asked(Settings(contact="https://example.org/kontakt?a=1")).all("details")[1]
    assert no.one("a")["href"] == "https://example.org/kontakt?a=1"
    assert "kontaktsiden" in no.text
