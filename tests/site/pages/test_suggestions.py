"""Where a reader suggests a change: the file's editor, an email, or nowhere."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from generator.site.settings import Settings, suggestion_address
from tests.site.pages.rendered import page_of
from tests.site_fixtures import a_hub, a_question

TITLE = "Hva er «R&D», 50 % æøå?"
PATH = "content/questions/hva.yaml"


@pytest.mark.parametrize("repo", ["https://git.example.org/a/b", "https://git.example.org/a/b/"])
def test_with_a_repository_a_suggestion_opens_the_file(repo: str) -> None:
    """The address opens the file in an editor, with or without a slash after the repository."""
    settings = Settings(repo_url=repo, contact="a@b.no")
    assert suggestion_address(settings, PATH, TITLE) == (
        "https://git.example.org/a/b/edit/main/content/questions/hva.yaml"
    )
    other = Settings(repo_url=repo, edit_path="-/edit/trunk/")
    assert suggestion_address(other, PATH, TITLE) == (
        "https://git.example.org/a/b/-/edit/trunk/content/questions/hva.yaml"
    )


def test_with_a_mailbox_a_suggestion_is_a_mail() -> None:
    """The email contains title and file, percent-encoded as RFC 6068 requires."""
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
    """Without a repository and a mailbox there is no such link."""
    assert suggestion_address(Settings(), PATH, TITLE) is None
    data = a_hub(a_question("a"))
    for address in ("sporsmal/a/", "gjest/"):
        assert page_of(data, address).all("a", "suggest") == []
        assert len(page_of(data, address, Settings(contact="a@b.no")).all("a", "suggest")) == 1
