"""A page -> the same page in each language of the site, for the frame around it."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.site.content import Content
from generator.site.pages.page import Page


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language."""

    language: str
    """The tag of the language."""
    name: str
    """What the language is called in itself, such as `Nynorsk`."""
    href: str
    """How this page links to it; to the front page of the language if it lacks the page."""
    url: str | None
    """Its absolute address; None if that is unknown, or if the language lacks the page."""
    is_same: bool
    """Whether the language has the page."""
    is_shown: bool
    """Whether it is the page itself."""


def versions_of(
    page: Page, contents: Mapping[str, Content], pages: Container[str]
) -> Sequence[Version]:
    """Return the page in each language, that of the whole site first; none if it has only one.

    `contents` are those of the whole site and of its editions by their folders, and `pages` the
    addresses of all pages, from the root of the whole site.
    """
    return tuple(_versions(page, contents, pages)) if len(contents) > 1 else ()


def _versions(
    page: Page, contents: Mapping[str, Content], pages: Container[str]
) -> Iterator[Version]:
    root = "../" * (f"{page.folder}{page.address}".count("/"))
    for folder, content in contents.items():
        is_same = f"{folder}{page.address}" in pages
        path = f"{folder}{page.address if is_same else ''}"
        language, site_url = content.language, contents[""].settings.site_url
        is_translated = is_same and not is_original(content, page.address)
        yield Version(
            language.tag,
            language.name_of(language.tag).capitalize(),
            f"{root}{path}{content.addresses.index}" or "./",
            f"{site_url}{path}" if site_url and is_translated else None,
            is_same=is_same,
            is_shown=folder == page.folder,
        )


def is_original(content: Content, address: str) -> bool:
    """Whether an edition's page of a question shows the answer in the language of the site."""
    first, _, id_ = address.removesuffix("/").partition("/")
    is_question = first == "sporsmal" and bool(id_)
    return is_question and content.text_language(id_) != content.language.tag


def canonical(content: Content, page: Page, versions: Sequence[Version]) -> str | None:
    """Return the address by which search engines should know a page; None if it is unknown."""
    site_url = content.settings.site_url
    if not site_url:
        return None
    if versions and is_original(content, page.address):
        return versions[0].url
    return f"{site_url}{page.address}"
