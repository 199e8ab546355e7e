"""The models of texts in other languages than that of the hub: `translations` in the sources."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from pydantic import Field

from generator.hub.field_types import Fingerprint, Markdown, Model, RoleId, Text

TextsT = TypeVar("TextsT", bound=Model)


class InLanguages(Model, Generic[TextsT]):
    """The texts of one item in other languages: a field for each language that a site can have."""

    nb: TextsT | None = None
    nn: TextsT | None = None
    en: TextsT | None = None

    def of(self, tag: str) -> TextsT | None:
        """Return the texts in the language with a tag; None if there are none."""
        found: TextsT | None = getattr(self, tag, None)
        return found

    def items(self) -> Iterator[tuple[str, TextsT]]:
        """Yield (tag, texts) of each language that there are texts in."""
        for tag in type(self).model_fields:
            if texts := self.of(tag):
                yield tag, texts


class TranslatedVariant(Model):
    """What is different for one role: the same keys as the variant in the language of the hub."""

    question: Text | None = None
    append: Markdown | None = None
    replace: Markdown | None = None


class TranslatedUncertainty(Model):
    """What is not certain about an answer. The day is that of the original."""

    what: Markdown
    ask: Text


class Translation(Model):
    """A question and its answer in another language."""

    question: Text
    answer: Markdown
    """References by id, the same as in the original."""
    variants: dict[RoleId, TranslatedVariant] = Field(default_factory=dict)
    uncertain: TranslatedUncertainty | None = None
    terms: tuple[Text, ...] = ()
    """Words of the language that readers search for, beside those of the original."""
    original_text: Fingerprint | None = None
    """What it was translated from, as `confirmation.fingerprint` writes it."""


class TranslatedRole(Model):
    """What an audience is called in another language."""

    name: Text
    description: Text | None = None


class TranslatedSite(Model):
    """What the site says of itself in another language."""

    site_name: Text | None = None
    site_description: Text | None = None
    short_name: Text | None = None
    footer: Text | None = None


class TranslatedTopic(Model):
    """What a topic is called in another language."""

    title: Text
