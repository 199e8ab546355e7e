"""The editions of a site in other languages: what they are made from.

In: the content of a whole site. Out: the content of its edition in each language that an answer is
translated to. An edition is written as a site of its own and published in the folder of its
language. It has the pages on which readers choose a role, read and search; everything else it
shares with the whole site (`site.addresses`).
"""

from collections.abc import Iterator

from generator.hub.model import Hub
from generator.hub.translations import languages_of, state, translated
from generator.site.content import Content
from generator.site.settings import Settings


def editions_of(content: Content) -> Iterator[Content]:
    """Yield the content of each edition of a whole site."""
    for tag in languages_of(content.hub):
        if tag != content.language.tag:
            yield _edition(content, content.hub, tag)


def _edition(content: Content, hub: Hub, tag: str) -> Content:
    states = {question.id: state(question, tag) for question in content.questions}
    made = _without_known_language(translated(hub, tag), content.language.tag)
    return Content(made, _settings(content.settings, tag), content.run, states)


def _without_known_language(hub: Hub, original: str) -> Hub:
    """Return the hub without the language of links to pages in the language of the whole site.

    Nearly all are, so saying it of each would tell nobody anything.
    """
    links = tuple(
        link.model_copy(update={"language": None}) if link.language == original else link
        for link in hub.links
    )
    return hub.model_copy(update={"links": links})


def _settings(settings: Settings, tag: str) -> Settings:
    texts = settings.translations.of(tag) if settings.translations else None
    return settings.model_copy(
        update={
            **(texts.model_dump(exclude_none=True) if texts else {}),
            "language": tag,
            "edition_of": settings.language,
            "site_url": settings.site_url and f"{settings.site_url}{tag}/",
        }
    )
