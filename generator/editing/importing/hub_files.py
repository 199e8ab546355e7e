"""What documents held -> the files of a new hub.

In: an `Import`. Out: texts by path, all that `rollehub init` makes with the imported content in
place of its examples. Equal input gives equal files; nothing is written here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.editing.importing.copies import WHY, Question
from generator.editing.importing.importer import NO_ANSWER, PLACEHOLDER, Import
from generator.editing.importing.links import Link
from generator.editing.importing.report import as_json, as_markdown
from generator.editing.names import Named
from generator.editing.new_hub import NewHub, hub_files
from generator.editing.tool import Tool
from generator.hub.field_types import MAX_ID
from generator.hub.heading_ids import id_from
from generator.language import SOURCE, say
from generator.sources.scalars import spelling

_EXAMPLES = "content/questions/"
REPORT = "import-report"


def imported_files(
    made: Import, name: str, tool: Tool, day: date, language: str = SOURCE
) -> dict[str, bytes]:
    """Return path -> content of all files of the hub, the report included.

    `language` is that of the hub. It is spoken (`speak`) since before the documents were read.
    """
    roles = _ids(made.roles)
    topics = _ids(made.topics)
    questions = _ids(x.title for x in made.questions)
    new = NewHub(
        name=name,
        language=language,
        roles=tuple(Named(id_, x) for x, id_ in roles.items()),
        topics=tuple(Named(id_, x) for x, id_ in topics.items()),
    )
    usual = hub_files(new, tool, day)
    examples = [
        path.rpartition("/")[2][: -len(".yaml")] for path in usual if path.startswith(_EXAMPLES)
    ]
    files = {
        path: _without_examples(data, examples) if path.startswith("content/pages/") else data
        for path, data in usual.items()
        if not path.startswith(_EXAMPLES)
    }
    for question in made.questions:
        source = made.names[question.kept[0].placement.heading.file]
        text = _question(question, questions[question.title], roles, source)
        files[f"content/questions/{questions[question.title]}.yaml"] = text.encode()
    if not questions:
        files["content/questions/.gitkeep"] = b""  # the folder must be there
    files["content/topics.yaml"] = _topics(made, roles, topics, questions).encode()
    files["links.yaml"] = _links(made.links, roles, topics).encode()
    files["content/changes.yaml"] = b"changes: []\n"
    files["content/glossary.yaml"] = b"terms: []\n"
    files[f"{REPORT}.md"] = as_markdown(made).encode()
    files[f"{REPORT}.json"] = as_json(made).encode()
    return dict(sorted(files.items()))


def _without_examples(page: bytes, examples: Iterable[str]) -> bytes:
    """Return a page without references to the examples, which an imported hub does not have."""
    ids = "|".join(examples)
    lines = (x for x in page.decode().split("\n") if not re.search(rf"\(question:(?:{ids})\)", x))
    return re.sub(r"\[([^\]]*)\]\(link:wcag\)", r"\1", "\n".join(lines)).encode()


def _ids(names: Iterable[str]) -> dict[str, str]:
    """Return name -> id; ids that would be equal get a number."""
    found: dict[str, str] = {}
    for name in names:
        base = id_from(name)[: MAX_ID - 3].strip("-") or "uten-navn"
        id_, number = base, 2
        while id_ in found.values():
            id_, number = f"{base}-{number}", number + 1
        found[name] = id_
    return found


def _question(question: Question, id_: str, roles: Mapping[str, str], source: str) -> str:
    """Return the file of a question. What a person must decide is a draft."""
    lines = [f"id: {id_}", f"question: {spelling(question.title)}", "roles:"]
    lines += [f"  - {roles[role]}" for role in question.roles]
    lines.append(f"answer: {_block(question.answer, 1)}")
    if question.variants:
        lines.append("variants:")
    for role, (way, text) in question.variants.items():
        lines += [
            f"  {roles[role]}:",
            f"    {way}: {_block(text, 3)}",
            f"    why: {spelling(say(WHY))}",
        ]
    lines += ["source:", f"  - document: {spelling(source)}"]
    open_ = list(_undecided(question))
    if open_:
        lines.append("status: draft")
    if notes := list(dict.fromkeys([*open_, *question.notes])):
        lines.append(f"editorial_note: {_block(chr(10).join(notes), 1)}")
    return "\n".join(lines) + "\n"


def _undecided(question: Question) -> Iterator[str]:
    """Yield why a question is a draft, in the language of the hub."""
    if question.variants or question.left_out:
        yield say("Rollene har ulike svar. Et menneske må avgjøre hvilket som gjelder.")
    if question.answer == say(NO_ANSWER):
        yield say("Svaret mangler i kilden. Skriv det, eller slett spørsmålet.")
    texts = [question.answer, *(text for _, text in question.variants.values())]
    for found in dict.fromkeys(x[0] for text in texts for x in PLACEHOLDER.finditer(text)):
        yield say("%(found)s er ikke fylt ut i kilden.", found=found)


def _block(text: str, depth: int) -> str:
    """Return a text as a block below its key; `depth` is that of its lines, in steps of two."""
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    return spelling("\n".join([*lines, ""]), "  " * depth).rstrip("\n")


def _topics(
    made: Import, roles: Mapping[str, str], topics: Mapping[str, str], questions: Mapping[str, str]
) -> str:
    """Return the topics with their questions, and the order of each role that has its own."""
    lines = ["topics:"]
    for topic, id_ in topics.items():
        lines += [f"  - id: {id_}", f"    title: {spelling(topic)}"]
        own = [x for x in made.questions if x.topic == topic]
        if not own:
            continue
        orders = {role: _order(role, own) for role in roles}
        shared = _shared_order(orders.values())
        lines += ["    questions:", *(f"      - {questions[x]}" for x in shared)]
        other = {
            role: order
            for role, order in orders.items()
            if order != [x for x in shared if x in order]
        }
        if other:
            lines.append("    order:")
        for role, order in other.items():
            lines += [f"      {roles[role]}:", *(f"        - {questions[x]}" for x in order)]
    return "\n".join(lines) + "\n"


def _order(role: str, questions: Sequence[Question]) -> list[str]:
    """Return the titles of a role's questions in a topic, in the order of its document."""
    places: dict[str, tuple[bool, str, int]] = {}
    for question in questions:
        for copy in question.copies:
            at, heading = copy.placement, copy.placement.heading
            if at.role == role:
                place = (at.topic != question.topic, heading.file, heading.number)
                places[question.title] = min(place, places.get(question.title, place))
    return sorted(places, key=lambda x: places[x])


def _shared_order(orders: Iterable[Sequence[str]]) -> list[str]:
    """Return one order: that of the first role, with each later title after the one before it."""
    shared: list[str] = []
    for order in orders:
        before = -1
        for title in order:
            if title in shared:
                before = shared.index(title)
            else:
                before += 1
                shared.insert(before, title)
    return shared


def _links(links: Sequence[Link], roles: Mapping[str, str], topics: Mapping[str, str]) -> str:
    lines = ["links:"] if links else ["links: []"]
    for link in links:
        lines += [
            f"  - id: {link.id}",
            f"    title: {spelling(link.title)}",
            f"    url: {spelling(link.url) if link.url else 'null'}",
            f"    url_status: {link.status}",
            f"    publisher: {spelling(link.publisher)}",
            f"    kind: {link.kind}",
            f"    topic: {topics[link.topic]}",
        ]
        other = {r: t for r, t in link.topics.items() if t != link.topic}
        if other:
            lines.append("    topic_for:")
            lines += [f"      {roles[role]}: {topics[topic]}" for role, topic in other.items()]
        if link.roles:
            lines += ["    roles:", *(f"      - {roles[role]}" for role in link.roles)]
    return "\n".join(lines) + "\n"
