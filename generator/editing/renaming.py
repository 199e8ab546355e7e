"""An item gets another id, or goes: the steps of the handbook, in all files at once.

In: a draft of the hub's files, and ids. Out: the draft has the changes; earlier addresses become
aliases. Raises ValueError, with a sentence for editors, for what cannot be done.
"""

from generator.editing.drafts import WORDS, Draft, kind_of
from generator.editing.new_items import new_id
from generator.editing.uses import PageUse, Use, page_uses, uses
from generator.hub.confirmation import Confirmation, confirmation, fingerprint
from generator.hub.forms import Form
from generator.hub.kinds import KINDS, TOPICS
from generator.hub.questions import Question
from generator.sources.document import Location
from generator.sources.edit import parse, with_values
from generator.sources.edit_items import (
    with_item,
    with_new_key,
    with_part,
    with_renamed_key,
    without_item,
)
from generator.sources.written import lines_of

WITH_ALIASES = frozenset({"question", "role", "topic", "plan", "guide", "form", "task"})
"""The kinds with an address of their own."""
_CITES, _LAW = "cites", "law"
"""Where a question names a law; a section without its law says nothing."""


def rename(draft: Draft, word: str, old: str, new: str) -> None:
    """Give an item another id, everywhere; its earlier address becomes an alias."""
    document, at = draft.item(word, old)
    kind = kind_of(word)
    item = next(item for id_, item in kind.keyed(draft.hub) if id_ == old)
    if new == old:
        raise ValueError(f"{WORDS[word]} heter «{old}» fra før")
    earlier: tuple[str, ...] = getattr(item, "aliases", ())
    if new not in earlier:
        new_id(draft, word, new, new)
    for use in uses(draft, word, old):
        _point(draft, use, old, new)
    for page_use in page_uses(draft, word, old):
        _point_page(draft, page_use, old, new)
    path = document.path
    draft.put(path, with_values(draft.text(path), {(*at, "id"): new}))
    has_address = word in WITH_ALIASES and not (isinstance(item, Form) and item.address)
    if new in earlier:
        draft.put(path, without_item(draft.text(path), (*at, "aliases", earlier.index(new))))
    if has_address:
        _add_aliases(draft, word, old, [old])
    if kind.is_folder:
        draft.move(path, f"{kind.path}/{new}.yaml")
    _bind_again(draft)


def retire(draft: Draft, word: str, old: str, into: str = "") -> list[str]:
    """Remove an item; what referred to it refers to `into`, or no longer.

    Returns the places of the sentences that have lost a link, for somebody to read.
    """
    document, at = draft.item(word, old)
    kind = kind_of(word)
    if into == old:
        raise ValueError(f"«{old}» kan ikke gå opp i seg selv; skriv en annen id etter --into")
    item = next(item for id_, item in kind.keyed(draft.hub) if id_ == old)
    if word == "topic":
        _move_questions(draft, old, into)
    if word == "role" and not into:
        _refuse_without_readers(draft, old)
    lost = _let_all_go(draft, word, old, into)
    if word == "role" and into:
        _add_to_orders(draft, old, into)
    for page_use in page_uses(draft, word, old):
        if not into:
            raise ValueError(f"{page_use.path} viser til «{old}»; rett siden, eller bruk --into")
        _point_page(draft, page_use, old, into)
    aliases = [old, *getattr(item, "aliases", ())]
    if into and word in WITH_ALIASES and getattr(item, "is_published", True):
        _add_aliases(draft, word, into, aliases)
    if kind.is_folder:
        draft.put(document.path, "")
    else:
        draft.put(document.path, without_item(draft.text(document.path), at))
    return sorted(lost)


def _let_all_go(draft: Draft, word: str, old: str, into: str) -> list[str]:
    """Let all that names an item name another one, or none; return the places of lost links."""
    document, at = draft.item(word, old)
    kind = kind_of(word)
    lost = []
    target = draft.item(word, into) if into else None
    for use in uses(draft, word, old):
        if kind.is_folder and use.document.path == document.path:
            continue
        is_own = (use.document, use.location[: len(at)]) == target
        # What takes over is listed already: in its own topic, where its roles have it. The order of
        # one role is not that of another.
        is_listed = TOPICS.has(use.document.path) and (word == "question" or use.is_key)
        if not _let_go(draft, use, old, "" if is_listed or (is_own and use.span) else into):
            lost.append(str(use.document.place_in_text(use.location, (use.span or (0, 0))[0])))
    return lost


def _refuse_without_readers(draft: Draft, role: str) -> None:
    """Raise ValueError if something is for one role alone, which goes."""
    alone = [
        draft.origins.places[kind.name, id_][0].path
        for kind in KINDS
        if "roles" in kind.model.model_fields and kind.model.model_fields["roles"].is_required()
        for id_, item in kind.keyed(draft.hub)
        if item.roles == (role,)
    ]
    if alone:
        more = f" (og {len(alone) - 1} til)" if len(alone) > 1 else ""
        raise ValueError(
            f"{alone[0]}{more} er bare for «{role}»; gi den en rolle til, fjern den, eller bruk "
            "--into"
        )


def _let_go(draft: Draft, use: Use, old: str, into: str) -> bool:
    """Let one place name another item, or none; return whether no link in a text was lost."""
    if use.span is not None and not into:
        _unlink(draft, use)
        return False
    if into and not _has(use, into):
        _point(draft, use, old, into)
        return True
    is_cite = use.location[-1] == _LAW and use.location[0] == _CITES
    location = use.location[:-1] if is_cite else use.location
    draft.put(use.document.path, without_item(draft.text(use.document.path), location))
    return not is_cite


def _point(draft: Draft, use: Use, old: str, new: str) -> None:
    """Let one place name another item."""
    path = use.document.path
    text = draft.text(path)
    by_hand = f"bytt «{old}» med «{new}» i {use.document.place(use.location)}"
    if use.is_key:
        draft.put(path, with_renamed_key(text, use.location, new), by_hand)
    elif use.span:
        start, end = use.span
        written = (use.document.text_at(use.location) or "")[start:end]
        scheme = written.removesuffix(old)
        draft.put(path, with_part(text, use.location, start, end, scheme + new), by_hand)
    else:
        changed = with_values(text, {use.location: new})
        draft.put(path, None if changed == text else changed, by_hand)


def _point_page(draft: Draft, use: PageUse, old: str, new: str) -> None:
    whole = draft.text(use.path)
    start, end = use.span
    written = use.text[start:end]
    fresh = written.replace(old, new) if written.startswith("~") else (
        written.removesuffix(old) + new
    )  # fmt: skip
    # A page may start with keys, and its references are changed from the last to the first.
    first = whole.rfind(use.text[:start])
    draft.put(use.path, None if first < 0 else (
        f"{whole[: first + start]}{fresh}{whole[first + end :]}"
    ), f"bytt «{old}» med «{new}»")  # fmt: skip


def _has(use: Use, id_: str) -> bool:
    """Whether the list or mapping of a use has another id already."""
    parent = use.document.data
    for step in use.location[:-1]:
        parent = parent[step]
    if use.is_key:
        return id_ in parent
    return use.span is None and isinstance(parent, list) and id_ in parent


def _unlink(draft: Draft, use: Use) -> None:
    """Leave the words of a link in a text, without the link."""
    path, text = use.document.path, use.document.text_at(use.location) or ""
    assert use.span is not None
    middle, end = text.rindex("](", 0, use.span[0]), text.index(")", use.span[1]) + 1
    depth, start = 1, middle
    while depth:
        start -= 1
        depth += {"]": 1, "[": -1}.get(text[start], 0)
    by_hand = f"ta bort lenken i {use.document.place(use.location)}"
    without_end = with_part(draft.text(path), use.location, middle, end, "")
    draft.put(path, without_end, by_hand)
    draft.put(path, with_part(draft.text(path), use.location, start, start + 1, ""), by_hand)


def _add_aliases(draft: Draft, word: str, id_: str, aliases: list[str]) -> None:
    """Let earlier addresses lead to an item; `id_` is its id in the files on the disk."""
    document, at = draft.item(word, id_)
    model, path = kind_of(word).model, document.path
    for alias in aliases:
        now = parse(draft.text(path))
        assert now is not None  # what is not YAML was refused
        data = _at(now.data, at)
        if (*at, "aliases") in now.marks:
            text = with_item(draft.text(path), (*at, "aliases"), [alias])
        else:
            names = list(model.model_fields)
            before = [x for x in names[: names.index("aliases")] if x in data]
            lines = lines_of({"aliases": [alias]})
            text = with_new_key(draft.text(path), at, lines, before[-1])
        draft.put(path, text, f"legg «{alias}» i «aliases»")


def _move_questions(draft: Draft, old: str, into: str) -> None:
    """List the questions of a topic under another one."""
    topics = {topic.id: topic for topic in draft.hub.topics}
    if not topics[old].questions:
        return
    if not into:
        raise ValueError(f"emnet «{old}» har spørsmål; flytt dem med --into EMNE")
    document, at = draft.item("topic", into)
    path = document.path
    for id_ in topics[old].questions:
        roles = draft.hub.question_by_id[id_].roles
        lists: list[Location] = [("questions",)]
        lists += [("order", role) for role in topics[into].order if role in roles]
        for place in lists:
            draft.put(path, with_item(draft.text(path), (*at, *place), [id_]))


def _add_to_orders(draft: Draft, old: str, into: str) -> None:
    """Put the questions that a role takes over last in the orders of its own."""
    for topic in draft.hub.topics:
        if into not in topic.order:
            continue
        document, at = draft.item("topic", topic.id)
        for id_ in topic.questions:
            roles = draft.hub.question_by_id[id_].roles
            if old in roles and into not in roles:
                text = with_item(draft.text(document.path), (*at, "order", into), [id_])
                draft.put(document.path, text, f"legg «{id_}» i rekkefølgen til «{into}»")


def _bind_again(draft: Draft) -> None:
    """Keep confirmations that held: another id changes nothing of what readers were told."""
    for question in draft.hub.questions:
        path = draft.origins.places["questions", question.id][0].path
        path = draft.moved.get(path, path)
        document = parse(draft.text(path))
        if confirmation(question) is Confirmation.VALID and document is not None:
            bound = fingerprint(Question.model_validate(document.data))
            if bound != question.reviewed_text:
                text = with_values(draft.text(path), {("reviewed_text",): bound})
                draft.put(path, text)


def _at(data: object, at: Location) -> dict[str, object]:
    for step in at:
        data = data[step]  # type: ignore[index]
    assert isinstance(data, dict)
    return data
