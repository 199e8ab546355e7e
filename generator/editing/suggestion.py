"""The text of an issue, written in one of our forms by anybody -> a change to the hub.

In: a draft of the hub's files, and the text. Out: the draft has the change. Raises `UnusableError`,
with a sentence for whoever wrote the form, for what cannot be used. The text is data: it names no
file, and it is written into YAML as a value.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.editing.drafts import Draft
from generator.editing.names import plain
from generator.editing.new_items import Question, new_question
from generator.hub.field_types import ALL_ROLES, is_id
from generator.hub.questions import texts
from generator.hub.spelling import suggestion
from generator.language import msgid, say
from generator.sources.document import Location
from generator.sources.edit_items import with_text

MOST_CHARACTERS = 65_536
"""The longest text of an issue on GitHub."""
_MOST_OF_A_LINE = 300
_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
_EMPTY = "_No response_"

NEW = {
    "title": msgid("Spørsmålet"),
    "roles": msgid("Hvem spørsmålet er for"),
    "topic": msgid("Emnet"),
    "answer": msgid("Svaret"),
    "source": msgid("Kilden"),
}
"""The fields of the form for a new question, and their headings, in the language of the hub."""
CHANGE = {
    "question": msgid("Hvilket spørsmål det gjelder"),
    "before": msgid("Teksten slik den er nå"),
    "after": msgid("Teksten slik den bør være"),
    "why": msgid("Hvorfor"),
}
"""The fields of the form for a change."""
_LONG = frozenset({"answer", "before", "after", "why"})


class UnusableError(ValueError):
    """A form that cannot be used; its text says why, in words for whoever filled it in."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What was suggested, after it was read."""

    id: str
    """The question that is new or changed."""
    is_new: bool


def suggest(draft: Draft, text: str, number: int) -> Suggestion | None:
    """Make the change that an issue asks for; None for one that was not written in a form.

    `number` is that of the issue, which the file of a new question names.
    """
    if len(text) > MOST_CHARACTERS:
        raise UnusableError(say("teksten er for lang"))
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    headings = [found[1] for found in _HEADING.finditer(text)]
    for fields in (NEW, CHANGE):
        said = {name: say(heading) for name, heading in fields.items()}
        if next(iter(said.values())) in headings:
            read = _read(text, said)
            try:
                return _new(draft, read, number) if fields is NEW else _change(draft, read)
            except UnusableError:
                raise
            except ValueError as error:
                raise UnusableError(str(error)) from error
    return None


def _read(text: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a form: each once, in their order, with what was written."""
    names = {heading: name for name, heading in fields.items()}
    found = [x for x in _HEADING.finditer(text) if x[1] in names]
    if [x[1] for x in found] != list(fields.values()):
        raise UnusableError(say("overskriftene i skjemaet er endret; fyll ut skjemaet på nytt"))
    ends = [*(x.start() for x in found[1:]), len(text)]
    read: dict[str, str] = {}
    for heading, end in zip(found, ends, strict=True):
        name = names[heading[1]]
        value = text[heading.end() : end].strip("\n").rstrip()
        read[name] = _clean(name, heading[1], "" if value.strip() == _EMPTY else value)
    return read


def _clean(name: str, heading: str, value: str) -> str:
    """Return what was written in a field. Raises UnusableError for signs that no text has."""
    if name not in _LONG and ("\n" in value or len(value) > _MOST_OF_A_LINE):
        raise UnusableError(
            say("«%(name)s» er én linje på høyst %(most)s tegn", name=heading, most=_MOST_OF_A_LINE)
        )
    for sign in value:
        if unicodedata.category(sign)[0] == "C" and sign != "\n":
            raise UnusableError(
                say("«%(name)s» har et tegn som ikke synes; skriv teksten på nytt", name=heading)
            )
    return value


def _new(draft: Draft, read: Mapping[str, str], number: int) -> Suggestion:
    roles = {role.name: role.id for role in draft.hub.roles}
    topics = {topic.title: topic.id for topic in draft.hub.topics}
    named = [part for part in re.split(r"\s*,\s*", read["roles"].strip()) if part]
    wanted = Question(
        title=plain(read["title"]),
        roles=[_id(part, roles, msgid("ukjent rolle «%(name)s»")) for part in named] or ALL_ROLES,
        topic=_id(read["topic"].strip(), topics, msgid("ukjent emne «%(name)s»")),
        answer=read["answer"],
        source=read["source"].strip(),
        editorial_note=say("Foreslått i sak %(number)s.", number=number),
    )
    return Suggestion(new_question(draft, wanted), is_new=True)


def _id(written: str, ids: Mapping[str, str], unknown: str) -> str:
    """Return the id of what somebody named by its name or id; `unknown` says that there is none."""
    by_name = {name.casefold(): id_ for name, id_ in ids.items()}
    by_name |= {id_: id_ for id_ in ids.values()}
    found = by_name.get(written.casefold())
    if found is None:
        near = suggestion(written, ids) or say(" (nettstedet har %(names)s)", names=", ".join(ids))
        raise UnusableError(f"{say(unknown, name=written)}{near}")
    return found


def _change(draft: Draft, read: Mapping[str, str]) -> Suggestion:
    id_ = _question(draft, read["question"].strip())
    question = draft.hub.question_by_id[id_]
    before, after = read["before"].strip(), read["after"].strip()
    if before == after:
        raise UnusableError(say("teksten er den samme før og etter"))
    written: Sequence[tuple[Location, str]] = [
        (("question",), question.question), *texts(question),
    ]  # fmt: skip
    places = [(at, text) for at, text in written if before in text]
    if len(places) != 1 or places[0][1].count(before) != 1:
        raise UnusableError(
            say("teksten står flere steder i svaret; kopier litt mer av den")
            if places
            else say(
                "teksten finnes ikke i svaret slik den er skrevet; kopier litt kortere, uten "
                "lenker og fet skrift"
            )
        )
    at, text = places[0]
    document, _ = draft.item("question", id_)
    changed = with_text(draft.text(document.path), at, text.replace(before, after))
    draft.put(document.path, changed)
    return Suggestion(id_, is_new=False)


def _question(draft: Draft, written: str) -> str:
    """Return the id of the question that an address, or an id, names."""
    try:
        parts = urlsplit(written)
    except ValueError:
        parts = urlsplit("")
    names = [parts.fragment, *reversed(parts.path.split("/"))]
    by_id = {x: q.id for q in draft.hub.questions for x in (q.id, *q.aliases)}
    for name in names:
        if is_id(name) and name in by_id:
            return by_id[name]
    raise UnusableError(say("fant ikke spørsmålet; kopier adressen fra siden til spørsmålet"))
