"""The texts of answers -> what may not stand in them, and references that lead nowhere.

In: the hub and the places of its models. Out: problems at the very character where they stand.
"""

import re
from collections.abc import Iterator

from generator.check.context import Context
from generator.hub import markup
from generator.hub.questions import texts
from generator.problems import Code, Place, Problem
from generator.sources.document import Location

_ABBREVIATION = re.compile(r"(?<![\w-])[A-ZÆØÅ]{2,}[0-9]*(?![\w])")
_WORD = re.compile(r"\w+")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_MARKDOWN = re.compile(r"\*\*|\]\(|(?<![\w/])(?:link|law|question):(?=\w)")
_FORBIDDEN = {
    "html": (Code.RAW_HTML, "HTML («{text}»); skriv det som Markdown, eller sett «\\» foran «<»"),
    "image": (Code.IMAGE, "bilde; svar har bare tekst, så vis til en lenke i links.yaml"),
    "definition": (
        Code.INLINE_ADDRESS,
        "lenke med adressen for seg; skriv [tekst](link:id)",
    ),
    "address": (
        Code.INLINE_ADDRESS,
        "adresse rett i teksten; legg den i links.yaml og skriv [tekst](link:id)",
    ),
    "stray": (
        Code.LINK_SYNTAX,
        "«{text}» utenfor en lenke; skriv [tekst](link:id), med parentesen rett etter «]»",
    ),
    "unended": (
        Code.LINK_SYNTAX,
        "parentesen skal lukkes rett etter id-en («{text}»); skriv [tekst](link:id) uten mellomrom",
    ),
    "wordless": (
        Code.LINK_SYNTAX,
        "lenken har ingen tekst å trykke på; skriv den mellom «[» og «]»",
    ),
    "list": (
        Code.MARKDOWN,
        (
            "listen ville stått som vanlig tekst; sett inn en tom linje foran den, "
            "eller fire mellomrom hvis den hører til et punkt i en annen liste"
        ),
    ),
    "table": (
        Code.MARKDOWN,
        "tabellen ville stått som vanlig tekst; sett inn en tom linje foran den",
    ),
    "no-rule": (
        Code.MARKDOWN,
        (
            "tabellen ville stått som vanlig tekst; under overskriftene skal det stå en linje med "
            "«---» for hver kolonne"
        ),
    ),
    "row": (
        Code.MARKDOWN,
        (
            "raden har flere celler enn tabellen har overskrifter, så de siste ville forsvunnet; "
            "fjern en «|», eller gi tabellen en kolonne til"
        ),
    ),
    "bold": (
        Code.MARKDOWN,
        "«{text}» uten make i avsnittet; sett det både foran og bak teksten, eller fjern det",
    ),
}


def check_texts(context: Context) -> Iterator[Problem]:
    """Yield what is wrong inside the texts of answers and in the notes of links."""
    for question in context.hub.questions:
        for location, text in texts(question):
            yield from _text_problems(context, "questions", question.id, location, text)
    for link in context.hub.links:
        if link.note:
            if not markup.is_one_paragraph(link.note):
                place = context.origins.place("links", link.id, "note")
                message = "merknaden skal være ett avsnitt, uten lister, titler og tomme linjer"
                yield Problem(place, Code.BAD_VALUE, message)
                continue
            yield from _text_problems(context, "links", link.id, ("note",), link.note)


def check_plain_texts(context: Context) -> Iterator[Problem]:
    """Yield Markdown where readers see a text as it is written."""
    for kind, id_, location, text in context.plain_texts():
        found = _MARKDOWN.search(text)
        if found:
            place = context.origins.place_in_text(kind, id_, location, found.start())
            message = f"«{found.group()}» i en ren tekst, uten lenker og fet skrift; fjern det"
            yield Problem(place, Code.MARKDOWN, message)


def _text_problems(
    context: Context, kind: str, id_: str, location: Location, text: str
) -> Iterator[Problem]:
    for found in markup.scan(text):
        place = context.origins.place_in_text(kind, id_, location, found.offset)
        match found:
            case markup.Forbidden():
                yield Problem(place, *_told(_FORBIDDEN[found.kind], found.text))
            case markup.Heading():
                if found.level < markup.HEADING_LEVEL:
                    wanted = "#" * markup.HEADING_LEVEL
                    message = (
                        f"overskrift på nivå {found.level} bryter siden; "
                        f"begynn linjen med «{wanted} » i stedet"
                    )
                    yield Problem(place, Code.HEADING_LEVEL, message)
            case markup.Reference():
                yield from _reference_problems(context, id_, found, place)


def _told(forbidden: tuple[Code, str], text: str = "") -> tuple[Code, str]:
    code, message = forbidden
    return code, message.format(text=text)


def _reference_problems(
    context: Context, id_: str, reference: markup.Reference, place: Place
) -> Iterator[Problem]:
    target = reference.target
    match reference.scheme:
        case "link":
            yield from context.unknown("links", target, place)
        case "law":
            yield from context.law_problems(target, reference.fragment, place)
        case "question":
            yield from context.unknown("questions", target, place)
            if reference.fragment is not None:
                message = f"en lenke til et spørsmål har ingen «#»; skriv question:{target}"
                yield Problem(place, Code.LINK_SYNTAX, message)
            questions = context.questions
            if target in questions and not questions[target].is_published:
                here = questions.get(id_)
                if here is None or here.is_published:
                    message = (
                        f"«{target}» er et utkast, og finnes ikke på nettstedet; "
                        "publiser det, eller fjern lenken"
                    )
                    yield Problem(place, Code.DRAFT_REFERENCE, message)
        case "mailto":
            if not _MAIL.fullmatch(target):
                yield Problem(
                    place, Code.BAD_ADDRESS, f"«{target}» er ingen e-postadresse; rett den"
                )
        case "http" | "https" | "ftp":
            yield Problem(place, *_told(_FORBIDDEN["address"]))
        case _:
            message = (
                "lenken viser ikke til en id; skriv link:, law:, question: eller mailto: foran"
            )
            yield Problem(place, Code.UNKNOWN_REFERENCE, message)


def check_abbreviations(context: Context) -> Iterator[Problem]:
    """Yield each abbreviation that answers use and the glossary lacks, where it first stands."""
    if not context.is_whole("terms"):
        return
    defined = {
        word
        for term in context.hub.terms
        for written in (term.term, *term.forms)
        for word in _WORD.findall(written)
    }
    told: set[str] = set()
    for question in context.hub.questions:
        for location, text in ((("question",), question.question), *texts(question)):
            for match in _ABBREVIATION.finditer(markup.visible(text)):
                word = match.group()
                if word in defined or word in told:
                    continue
                told.add(word)
                place = context.origins.place_in_text(
                    "questions", question.id, location, match.start()
                )
                message = (
                    f"forkortelsen «{word}» er ikke forklart; legg den i content/glossary.yaml"
                )
                yield Problem(place, Code.UNDEFINED_ABBREVIATION, message)
