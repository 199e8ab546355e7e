"""Two editions -> a `Comparison`: what each role reads before and after.

In: editions. Out: values. Only what readers meet counts: comments, the order of keys and how a text
is written in the file make no difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.editing.diff.comparison import (
    Address,
    AnswerChange,
    Change,
    Comparison,
    Field,
    RoleChange,
)
from generator.editing.diff.items import item_changes, settings_changes
from generator.editing.diff.revisions import Edition
from generator.editing.diff.slips import slips
from generator.editing.diff.words import form, marked, readable
from generator.hub.audience import RoleView, resolve
from generator.hub.confirmation import as_readers_see
from generator.hub.languages import Translation
from generator.hub.model import Hub, Role
from generator.hub.questions import Question
from generator.hub.references import published
from generator.hub.site_paths import FILES, site_paths


@dataclass(frozen=True, slots=True)
class _Read:
    """One answer as one role reads it; equal for roles that read the same."""

    title: str
    markdown: str
    topic: str
    question: Question

    @property
    def form(self) -> tuple[str, object]:
        """Equal for two answers that readers cannot tell apart."""
        return (_line(self.title), form(self.markdown))


def compare(base: Edition, head: Edition) -> Comparison:
    """Return what the change from one edition to another does to readers."""
    new = as_readers_see(head.hub)
    old = _renamed(as_readers_see(base.hub), new)
    before = {role.id: resolve(old, role) for role in old.roles}
    after = {role.id: resolve(new, role) for role in new.roles}
    addresses = tuple(_addresses(base.hub, new))
    return Comparison(
        base=base.name,
        head=head.name,
        roles=tuple(_roles(old, new, before, after)),
        answers=tuple(_answers(old, new, before, after)),
        items=(*item_changes(old, new), *settings_changes(base.options, head.options)),
        addresses=addresses,
        warned=tuple(slips(old, head.hub, addresses)),
    )


def _renamed(old: Hub, new: Hub) -> Hub:
    """Return the old hub with the ids that its questions have in the new one."""
    kept = {question.id for question in new.questions}
    now = {alias: x.id for x in published(new) for alias in x.aliases if alias not in kept}
    before = {question.id for question in old.questions}
    now = {alias: id_ for alias, id_ in now.items() if alias in before and id_ not in before}
    if not now:
        return old

    def ids(listed: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(now.get(id_, id_) for id_ in listed)

    questions = [x.model_copy(update={"id": now.get(x.id, x.id)}) for x in old.questions]
    topics = [
        topic.model_copy(
            update={
                "questions": ids(topic.questions),
                "order": {role: ids(order) for role, order in topic.order.items()},
            }
        )
        for topic in old.topics
    ]
    return old.model_copy(update={"questions": tuple(questions), "topics": tuple(topics)})


def _every_role(old: Hub, new: Hub) -> list[Role]:
    return list({role.id: role for role in (*old.roles, *new.roles)}.values())


def _reads(view: RoleView | None) -> dict[str, _Read]:
    """Return question id -> what a role reads, in the role's order."""
    return {
        entry.question.id: _Read(entry.title, entry.markdown, section.topic.id, entry.question)
        for section in (view.sections if view else ())
        for entry in section.entries
    }


def _roles(
    old: Hub, new: Hub, before: Mapping[str, RoleView], after: Mapping[str, RoleView]
) -> Iterator[RoleChange]:
    """Yield the counts of each role that meets something new."""
    for role in _every_role(old, new):
        was, is_ = _reads(before.get(role.id)), _reads(after.get(role.id))
        both = [id_ for id_ in was if id_ in is_]
        stayed = [id_ for id_ in both if was[id_].topic == is_[id_].topic]
        order = [id_ for id_ in is_ if id_ in stayed]
        links = [_links(views.get(role.id)) for views in (before, after)]
        found = RoleChange(
            role.id,
            role.name,
            changed=sum(_differs(was[id_], is_[id_]) for id_ in both),
            new=len(is_.keys() - was.keys()),
            removed=len(was.keys() - is_.keys()),
            moved=len(both) - len(stayed),
            is_reordered=_by_topic(stayed, was) != _by_topic(order, is_),
            links_new=len(links[1] - links[0]),
            links_removed=len(links[0] - links[1]),
        )
        if not found.is_empty:
            yield found


def _by_topic(ids: list[str], reads: Mapping[str, _Read]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id_ in ids:
        found.setdefault(reads[id_].topic, []).append(id_)
    return found


def _links(view: RoleView | None) -> set[str]:
    return {x.id for section in (view.link_sections if view else ()) for x in section.links}


def _differs(was: _Read, is_: _Read) -> bool:
    return was.form != is_.form or bool(_fields(was.question, is_.question))


def _answers(
    old: Hub, new: Hub, before: Mapping[str, RoleView], after: Mapping[str, RoleView]
) -> Iterator[AnswerChange]:
    """Yield each answer that changed, once for all roles for which the same changed."""
    reads = {
        role.id: (role.name, _reads(before.get(role.id)), _reads(after.get(role.id)))
        for role in _every_role(old, new)
    }
    order = dict.fromkeys(question.id for question in (*published(new), *published(old)))
    for id_ in order:
        groups: dict[tuple[object, ...], tuple[_Read | None, _Read | None, list[str]]] = {}
        for name, was_all, is_all in reads.values():
            was, is_ = was_all.get(id_), is_all.get(id_)
            if was is is_ is None or (was and is_ and not _differs(was, is_)):
                continue
            key = tuple(_difference(was, is_))
            groups.setdefault(key, (was, is_, []))[2].append(name)
        for was, is_, names in groups.values():
            yield _answer(id_, was, is_, tuple(names))


def _difference(was: _Read | None, is_: _Read | None) -> Iterator[object]:
    """Yield what changed: roles that read it under titles of their own, which stayed, share it."""
    for texts in ([x and x.title for x in (was, is_)], [x and x.markdown for x in (was, is_)]):
        yield None if texts[0] == texts[1] else tuple(texts)


def _answer(id_: str, was: _Read | None, is_: _Read | None, names: tuple[str, ...]) -> AnswerChange:
    titles = [_line(x.title) if x else "" for x in (was, is_)]
    texts = [readable(x.markdown) if x else "" for x in (was, is_)]
    kind = Change.CHANGED if was and is_ else Change.NEW if is_ else Change.REMOVED
    return AnswerChange(
        id_,
        kind,
        names,
        title=marked(*titles),
        text=marked(*texts),
        fields=tuple(_fields(was.question, is_.question)) if was and is_ else (),
        is_layout=kind is Change.CHANGED and texts[0] == texts[1] and _form(was) != _form(is_),
    )


def _form(read: _Read | None) -> object:
    return read.form[1] if read else None


def _fields(was: Question, is_: Question) -> list[Field]:
    """Return what changed beside the text, of what readers see or search in."""
    values: tuple[tuple[str, object, object], ...] = (
        ("links", was.links, is_.links),
        ("cites", was.cites, is_.cites),
        ("terms", was.terms, is_.terms),
        ("see_instead", _instead(was), _instead(is_)),
        ("uncertain", _doubt(was), _doubt(is_)),
        ("source", _documents(was), _documents(is_)),
        ("translations", _translations(was), _translations(is_)),
        ("reviewed", was.reviewed, is_.reviewed),
        ("review_by", was.review_by, is_.review_by),
    )
    return [Field(key, marked(_said(a), _said(b))) for key, a, b in values if a != b]


def _instead(question: Question) -> tuple[str, ...]:
    return tuple(f"{role}: {id_}" for role, id_ in question.see_instead.items())


def _doubt(question: Question) -> str | None:
    doubt = question.uncertain
    return f"{readable(doubt.what)} ({doubt.ask}, {doubt.since})" if doubt else None


def _documents(question: Question) -> tuple[str, ...]:
    return tuple(source.name for source in question.source)


def _translations(question: Question) -> str | None:
    """Return what a question says in other languages, as readers see it."""
    said = [
        f"{tag}: {_line(found.question)} {' '.join(map(readable, _texts(found)))}"
        for tag, found in (question.translations.items() if question.translations else ())
    ]
    return "\n".join(said) or None


def _texts(translation: Translation) -> Iterator[str]:
    yield translation.answer
    for variant in translation.variants.values():
        yield from (x for x in (variant.question, variant.append, variant.replace) if x)
    if translation.uncertain:
        yield from (translation.uncertain.what, translation.uncertain.ask)


def _said(value: object) -> str:
    """Return a value of one of the fields as it would be written on a line."""
    if value is None:
        return ""
    if not isinstance(value, tuple):
        return str(value)
    return ", ".join(
        x if isinstance(x, str) else f"{x.law} § {x.section}" if x.section else x.law for x in value
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _addresses(old: Hub, new: Hub) -> Iterator[Address]:
    """Yield the pages of the old site that have another address in the new one, or none."""
    now = set(site_paths(new))
    renamed = {alias: item.id for item in published(new) for alias in item.aliases}
    for question in published(old):
        if question.id in renamed:
            yield Address(f"sporsmal/{question.id}/", f"sporsmal/{renamed[question.id]}/")
    gone: list[str] = []
    for path in site_paths(old):
        if path in now or path in FILES or any(path.startswith(above) for above in gone):
            continue
        gone.append(path)
        yield Address(path, None)
