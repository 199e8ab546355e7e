"""Question -> what search engines read about it: a `FAQPage` of schema.org, as JSON-LD.

In: a question, and the answer as its own page shows it, so that the two can't differ. Out: a script
element that holds data and runs nothing. Dates are given where they are known, else left out.
https://schema.org/FAQPage, https://developers.google.com/search/docs/appearance/structured-data/faqpage
"""

import json
import re
from typing import Any

from generator.hub.changes import change_log, changed_on
from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.site.text.prose import without_terms

# What Google shows of an answer's HTML; of every other element the words alone are left.
_KEPT = ("b", "br", "em", "h2", "h3", "h4", "h5", "h6", "i", "li", "ol", "p", "strong", "ul")
_OTHER_TAG = re.compile(rf"<(?!/?(?:{'|'.join(_KEPT)})>)(/?)([a-z0-9]+)([^<>]*)>")
_HREF = re.compile(r' href="([^"]*)"')
_ROW = re.compile(r"<tr>\s*<t[dh][^<>]*>")


class StructuredData:
    """Writes the data of a hub's questions; `site_url` ends in a slash or is empty."""

    def __init__(self, hub: Hub, site_url: str) -> None:
        self._site_url = site_url
        self._changed = changed_on(change_log(hub))

    def script(self, question: Question, shown: str) -> str:
        """Return the script element for a question's page, which shows the answer as `shown`."""
        text = json.dumps(self._page(question, shown), ensure_ascii=False)
        return f'<script type="application/ld+json">{_harmless(text)}</script>'

    def _page(self, question: Question, shown: str) -> dict[str, Any]:
        page: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "inLanguage": "nb",
        }
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
        asked["acceptedAnswer"] = {"@type": "Answer", "text": self._plain_html(shown)}
        return {**page, "mainEntity": [asked]}

    def _plain_html(self, shown: str) -> str:
        """Return HTML of the elements that may stand in an answer; a row of a table is a paragraph.

        Addresses on the site are absolute where the site's is known, else relative to the page.
        """
        base = self._site_url or "../../"

        def replace(match: re.Match[str]) -> str:
            end, name, attributes = match.groups()
            if name == "a":
                return "</a>" if end else f'<a href="{_address(attributes, base)}">'
            if name == "tr":
                return f"<{end}p>"
            if name in ("td", "th"):
                return "" if end else "<br>"
            return f"<{end}{name}>" if name in _KEPT else ""

        return _OTHER_TAG.sub(replace, _ROW.sub("<tr>", without_terms(shown))).strip()


def _harmless(text: str) -> str:
    """Return JSON without the characters that could end the element, or begin a comment in it."""
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _address(attributes: str, base: str) -> str:
    """Return where a link leads, seen from `base`, the site's root."""
    written = _HREF.search(attributes)
    address = written.group(1) if written else ""
    if address.startswith("question:"):
        return f"{base}sporsmal/{address.removeprefix('question:')}/"
    return base + address.removeprefix("~/") if address.startswith("~/") else address
