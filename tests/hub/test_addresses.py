"""The one rule for addresses: what it refuses, and that it takes all that browsers follow."""

import pytest
from pydantic import ValidationError

from generator.hub.addresses import bad_address, bad_mail, is_web
from generator.hub.links import LinksHead

GOOD = [
    "https://lovdata.no/",
    "http://lovdata.no:8080/a?b=c&d=%20#e",
    "HTTPS://Lovdata.NO",
    "https://nettsted.no./",
    "https://min_vert.☕.example/@navn/a(b),c;d=e~f'g*h!$i:+j",
    "https://xn--lrdag-uua.no/æøå/§26",
    "https://192.0.2.1/",
]
BAD = [
    "", " ", "lovdata.no", "//lovdata.no/", "javascript:alert(1)", "JAVASCRIPT://a.no/%0aalert(1)",
    "data:text/html,x", "vbscript:x", "file:///etc/passwd", "mailto:a@b.no", "https:lovdata.no",
    "https:///a", "https://localhost/", "https://a.no@b.no/", "https://a@b.no/", "https://@b.no/",
    "https://a.no\\@b.no/", 'https://a.no/"onclick="b', "https://a.no/<b>", "https://a.no/`",
    "https://a.no/\tb", "https://a.no/\nb", "https://a.no/\u200b", "https://a.no/\u202e", " https://a.no",
    "https://a.no/b c", "https://[::1]/", "https://[::1", "https://a.no:port/", "https://a..no/",
    "https://.no/", "https://a%2eno/", f"https://{'a' * 64}.no/", f"https://{'a.' * 127}no/",
    "https://a.no/\ud800",
]  # fmt: skip


@pytest.mark.parametrize("url", GOOD)
def test_an_address_of_the_web_is_taken(url: str) -> None:
    """However it is written, if a browser follows it."""
    assert bad_address(url) is None
    assert is_web(url)


@pytest.mark.parametrize("url", BAD)
def test_any_other_address_is_refused_in_a_sentence(url: str) -> None:
    """The sentence says what to do after a semicolon."""
    fault = bad_address(url)
    assert fault is not None
    assert "; " in fault


def test_a_host_without_a_dot_is_local() -> None:
    """Settings may name a host of one's own network; a link may not."""
    assert bad_address("http://localhost:8000/", local=True) is None
    assert bad_address("http://intranett/hjelp/", local=True) is None
    assert bad_address("http://intranett/hjelp/") is not None


@pytest.mark.parametrize("address", ["post@ks.no", "a.b+c@d-e.no", "æ@å.no", "a@b.c.no"])
def test_an_address_of_a_mailbox_is_taken(address: str) -> None:
    """With all that people use in names."""
    assert bad_mail(address) is None


@pytest.mark.parametrize(
    "address",
    ["", "a", "@", "a@", "@b.no", "a@b", "a@b@c.no", "a b@c.no", "a@b.no?bcc=c@d.no",
     "a@b.no,c@d.no", "a@b.no&body=x", "a%0a@b.no", "a@b.no\n", "javascript:a@b.no", "a@b.no/x"],
)  # fmt: skip
def test_what_is_more_than_a_mailbox_is_refused(address: str) -> None:
    """Such as another receiver, or a text."""
    assert bad_mail(address) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        "https://{reference}/{section}",
        "https://lovdata.no{reference}/{section}",
        "https://{reference}@lovdata.no/{section}",
        "//lovdata.no/{reference}/{section}",
        "javascript:alert('{reference}{section}')",
        "https://lovdata.no/{reference} {section}",
        "https://lovdata.no/{reference}/{section}/{ledd}",
        "https://localhost/{reference}/{section}",
    ],
)
def test_a_pattern_is_an_address_when_it_is_filled_in(pattern: str) -> None:
    """And the law does not decide which host it leads to."""
    with pytest.raises(ValidationError):
        LinksHead(law_section_url=pattern)
