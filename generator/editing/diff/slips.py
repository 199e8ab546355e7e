"""Two editions -> what an editor may not have meant: text, roles, links or addresses that are lost.

In: the old hub as readers see it, the new one as written, and the addresses that changed.
Out: one sentence for each slip.
"""

from collections.abc import Iterable, Iterator

from generator.editing.diff.comparison import Address, Slip, Warned
from generator.editing.diff.words import count, readable
from generator.hub.confirmation import Confirmation, confirmation
from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.hub.references import links_of, published
from generator.language import Language

_LEAST = 30  # words; of a shorter text, much is soon lost
_MUCH = 0.6  # how much of a text must be left


def slips(old: Hub, new: Hub, addresses: Iterable[Address]) -> Iterator[Warned]:
    """Yield what the change may have lost, in the order of the hub."""
    before = {question.id: question for question in published(old)}
    names = {role.id: role.name for role in (*old.roles, *new.roles)}
    for question in published(new):
        if question.id in before:
            yield from _of_question(before[question.id], question, names)
    pages = {page.id: page.text for page in old.pages}
    for page in new.pages:
        if lost := _loss(pages.get(page.id, ""), page.text):
            message = f"siden «{page.id}» er mye kortere: {lost}; ble noe slettet ved et uhell?"
            yield Warned(Slip.SHORTER, page.id, message)
    for address in addresses:
        if address.new is None:
            yield Warned(Slip.ADDRESS, address.old, _lost(address.old))


def _lost(path: str) -> str:
    """Return what to do about an address at which nothing is left."""
    first, _, rest = path.partition("/")
    id_ = rest.rstrip("/")
    if first == "sporsmal" and id_:
        cure = f"skriv «aliases: [{id_}]» i spørsmålet som tar over, hvis det finnes"
        return f"adressen «{path}» virker ikke lenger; {cure}"
    return f"adressen «{path}» virker ikke lenger; se etter at ingen lenker dit"


def _of_question(was: Question, is_: Question, names: dict[str, str]) -> Iterator[Warned]:
    id_ = is_.id
    listed = Language().enumerated
    dropped = [names[role] for role in was.roles if role not in is_.roles and role in names]
    if dropped:
        message = f"«{id_}» er ikke lenger for {listed(dropped)}; var det meningen?"
        yield Warned(Slip.ROLES, id_, message)
    both = [role for role in is_.roles if role in was.roles and role in names]
    shorter: dict[str, list[str]] = {}
    unlinked: dict[str, list[str]] = {}
    for role in both:
        if lost := _loss(was.answer_for(role), is_.answer_for(role)):
            shorter.setdefault(lost, []).append(names[role])
        links = [list(dict.fromkeys(links_of(x, role))) for x in (was, is_)]
        missing = [link for link in links[0] if link not in links[1]]
        if missing and set(links[1]) < set(links[0]):
            unlinked.setdefault(listed(f"«{x}»" for x in missing), []).append(names[role])
    for lost, roles in shorter.items():
        message = f"svaret «{id_}» for {listed(roles)} er mye kortere: {lost}"
        yield Warned(Slip.SHORTER, id_, f"{message}; ble noe slettet ved et uhell?")
    for links_, roles in unlinked.items():
        message = f"svaret «{id_}» for {listed(roles)} lenker ikke lenger til {links_}"
        yield Warned(Slip.LINKS, id_, f"{message}; var det meningen?")
    if was.reviewed and confirmation(is_) is Confirmation.VOID:
        message = f"bekreftelsen av «{id_}» fra {Language().date(was.reviewed)} gjelder en eldre"
        yield Warned(Slip.CONFIRMATION, id_, f"{message} tekst; be om en ny")


def _loss(was: str, is_: str) -> str:
    """Return how much of a text is left, if it is much shorter; otherwise nothing."""
    before, after = count(readable(was)), count(readable(is_))
    return f"{after} ord, var {before}" if before >= _LEAST and after < _MUCH * before else ""
