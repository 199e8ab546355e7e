"""Question -> data about it for search engines: a `FAQPage` of schema.org, as JSON-LD.

In: a question, and the texts of its answer that its page shows. Out: a script element that contains
data and runs nothing. Unknown dates are left out,
and so is the way to the page where the site's own address is unknown.
https://schema.org/FAQPage, https://schema.org/BreadcrumbList,
https://developers.google.com/search/docs/appearance/structured-data/faqpage
"""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from generator.hub.changes import change_log, changed_on
from generator.hub.questions import Question
from generator.site.content import Content
from generator.site.pages.answer_parts import AnswerPart
from generator.site.text.html import escape
from generator.site.text.targets import Place


class StructuredData:
    """Writes the data of a hub's questions."""

    def __init__(self, content: Content) -> None:
        self._site_url = content.settings.site_url
        self._to = partial(content.addresses.to, "sporsmal/id/")  # as deep as any question
        self._publisher = content.settings.published_by
        self._language = content.text_language
        self._changed = changed_on(change_log(content.hub))

    def script(
        self, question: Question, parts: Sequence[AnswerPart], trail: Sequence[tuple[str, str]] = ()
    ) -> str:
        """Return the script element for the page of a question, which shows these texts.

        `trail` are the titles and paths of the pages above it, outermost first.
        """
        page = self._page(question, parts)
        if self._site_url and trail:  # search engines want absolute addresses
            page["breadcrumb"] = self._breadcrumb(question, trail)
        text = json.dumps(page, ensure_ascii=False)
        return f'<script type="application/ld+json">{_harmless(text)}</script>'

    def _page(self, question: Question, parts: Sequence[AnswerPart]) -> dict[str, Any]:
        page: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "inLanguage": self._language(question.id),
        }
        if by := self._publisher:
            page["publisher"] = {"@type": "Organization", "name": by.name}
            if by.url:
                page["publisher"]["url"] = by.url
        if self._site_url:
            page["url"] = f"{self._site_url}sporsmal/{question.id}/"
        if changed := self._changed.get(question.id):
            page["dateModified"] = changed.isoformat()
        if question.reviewed:
            page["lastReviewed"] = question.reviewed.isoformat()
        asked: dict[str, Any] = {"@type": "Question", "name": question.question}
        others = [variant.question for variant in question.variants.values() if variant.question]
        if others:
            asked["alternateName"] = others
        text = "\n".join(self._text(part) for part in parts)
        asked["acceptedAnswer"] = {"@type": "Answer", "text": text}
        return {**page, "mainEntity": [asked]}

    def _breadcrumb(self, question: Question, trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """Return the way from the pages above to a question, as a `BreadcrumbList`."""
        way = [*trail, (question.question, f"sporsmal/{question.id}/")]
        items = [
            {"@type": "ListItem", "position": number, "name": name, "item": self._site_url + path}
            for number, (name, path) in enumerate(way, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def _text(self, part: AnswerPart) -> str:
        """Return a text as HTML. Addresses on the site are absolute if the site's own is known."""

        def href(place: Place) -> str:
            return f"{self._site_url}{place.path}" if self._site_url else self._to(place.path)

        heading = f"<h2>{escape(part.heading)}</h2>\n" if part.heading else ""
        level = 3 if part.heading else 2
        return heading + part.answer.search_engine_html(href, level)


def _harmless(text: str) -> str:
    """Return JSON with escapes for characters that could end the element or start a comment."""
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
