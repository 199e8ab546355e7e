"""The input that all checks share, and the problems that several of them report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.hub.field_types import SECTION
from generator.hub.links import Link, LinkKind
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.hub.questions import Question
from generator.hub.spelling import suggestion
from generator.problems import Code, Place, Problem
from generator.sources.document import Location

_KINDS = {
    "roles": ("rolle", Code.UNKNOWN_ROLE, "rollene står i roles.yaml"),
    "topics": ("emne", Code.UNKNOWN_TOPIC, "emnene står i content/topics.yaml"),
    "questions": ("spørsmål", Code.UNKNOWN_QUESTION, "spørsmålene ligger i content/questions"),
    "links": ("lenke", Code.UNKNOWN_LINK, "legg lenken i links.yaml"),
}


@dataclass(frozen=True, slots=True)
class Context:
    """The input of every check."""

    hub: Hub
    origins: Origins
    today: date
    questions: Mapping[str, Question]
    links: Mapping[str, Link]

    def plain_texts(self) -> Iterator[tuple[str, str, Location, str]]:
        """Yield (kind, id, location, text) of every text that is published exactly as written."""
        for kind in self.origins.kinds:
            for id_, item in kind.keyed(self.hub):
                for location, text in kind.plain_texts(item):
                    yield kind.name, id_, location, text

    def is_whole(self, *kinds: str) -> bool:
        """Whether all items of these kinds could be read, so that a missing id is a mistake."""
        return not any(
            kind in self.origins.incomplete
            or len(self.origins.known[kind]) > len(getattr(self.hub, kind))
            for kind in kinds
        )

    def unknown(self, kind: str, id_: str, place: Place) -> Iterator[Problem]:
        """Yield a problem if no item of the kind has the id."""
        if self.origins.is_unknown(kind, id_):
            word, code, advice = _KINDS[kind]
            near = (
                self._elsewhere(kind, id_)
                or suggestion(id_, self.origins.known[kind])
                or f"; {advice}"
            )
            yield Problem(place, code, f"ukjent {word} «{id_}»{near}")

    def _elsewhere(self, kind: str, id_: str) -> str:
        """Return advice if an id is outdated, is of another kind, or is several ids joined."""
        if kind == "links" and id_ in self.origins.known["questions"]:
            return f"; det er et spørsmål, som du viser til i et svar med question:{id_}"
        if kind == "questions" and id_ in self.origins.known["links"]:
            return f"; det er en lenke, som du viser til i et svar med link:{id_}"
        if " -" in id_:
            return "; skriv hver id på egen linje, med «- » foran og samme innrykk"
        for question in self.hub.questions:
            if kind == "questions" and id_ in question.aliases:
                return f"; id-en er nå «{question.id}»"
        return ""

    def law_problems(self, law: str, section: str | None, place: Place) -> Iterator[Problem]:
        """Yield a problem if a law, or the address of one of its sections, is unknown."""
        link = self.links.get(law)
        if link is None:
            if self.origins.is_unknown("links", law):
                laws = [link.id for link in self.hub.links if link.kind is LinkKind.LAW]
                near = suggestion(law, laws) or "; legg loven i links.yaml med «kind: law»"
                yield Problem(place, Code.UNKNOWN_LAW, f"ukjent lov «{law}»{near}")
        elif link.kind is not LinkKind.LAW:
            message = f"«{law}» er ingen lov, men en lenke av typen «{link.kind}»; bruk link:{law}"
            yield Problem(place, Code.UNKNOWN_LAW, message)
        elif section is not None and not SECTION.fullmatch(section):
            message = f"«{section}» er ikke et paragrafnummer; skriv nummeret slik: law:{law}#26"
            yield Problem(place, Code.BAD_VALUE, message)
        elif section and self.hub.law_section_url and not link.law_reference:
            message = (
                f"paragrafer i «{law}» har ingen adresse; legg «law_reference» til i links.yaml"
            )
            yield Problem(place, Code.MISSING_ADDRESS, message)
