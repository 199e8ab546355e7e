"""Addresses written in a text -> what to write there instead.

In: the context of a check, and an address as an editor wrote or pasted it. Out: advice. Addresses
belong in `links.yaml`: the advice names the link that has the address, or the line that adds one.
"""

import json
import re
from urllib.parse import unquote, urlsplit

from generator.check.context import Context
from generator.check.filters import unwrapped
from generator.check.labels import is_vague
from generator.hub.addresses import bad_address
from generator.hub.heading_ids import id_from
from generator.hub.links import Link, LinkKind
from generator.language import say

_HOST = re.compile(
    r"(?:[\w-]{1,63}\.)+(?:no|com|org|net|eu|io|info|se|dk|fi|uk)(?::\d+)?(?=[/?#]|$)"
)
_OWN_PAGE = re.compile(r"(?:^|/)sporsmal/([a-z0-9-]+)(?:/|\.html|$)")
_MOST_WORDS_OF_ID = 6


def is_web_address(written: str) -> bool:
    """Whether a destination without a scheme is an address of the web, such as `www.ks.no`."""
    return bool(_HOST.match(written.casefold()))


def own_question(context: Context, written: str) -> str | None:
    """Return the id of the question that a path of a site like ours shows, or None.

    A path is `/sporsmal/<id>/`, that of a role's page with the id as `#` at the end, or a file.
    """
    path, _, fragment = written.partition("#")
    steps = [step for step in path.split("/") if step not in ("", "~", ".", "..")]
    if found := _OWN_PAGE.search(path):
        return context.question_now.get(found[1])
    if steps and steps[0] in context.origins.known["roles"]:
        return context.question_now.get(fragment)
    if steps and steps[-1].endswith((".yaml", ".md")):
        return context.question_now.get(steps[-1].rpartition(".")[0])
    return None


def inline_address(context: Context, written: str, label: str = "", topic: str = "") -> str:
    """Return the message for an address in a text: what to write in its place.

    `label` is the text of the link, if there is one; `topic` that of a new link, else the first.
    """
    words = say("tekst") if is_vague(label) or not label else label
    if id_ := own_question(context, urlsplit(written).path or written):
        return say("adressen er vår egen; skriv [%(words)s](question:%(id)s)", words=words, id=id_)
    address = _whole(unwrapped(written) or written)
    if link := context.link_at(address):
        return say(
            "adressen står i links.yaml; skriv [%(words)s](link:%(id)s)",
            words=words,
            id=_with_place(link, address),
        )
    if fault := bad_address(address):
        return say("adresse rett i teksten; %(fault)s", fault=fault)
    id_, line = _new_link(context, address, label, topic)
    return say(
        "adressen står ikke i links.yaml; lim inn «%(line)s» under «links:» der, og skriv "
        "[%(words)s](link:%(id)s)",
        line=line,
        words=words,
        id=id_,
    )


def listed_address(context: Context, written: str) -> str:
    """Return the message for an address in a list of ids of links."""
    address = unwrapped(written) or written
    if link := context.link_at(address):
        return say("skriv id-en «%(id)s» i stedet for adressen", id=link.id)
    if fault := bad_address(address):
        return say("adresse i stedet for en id; %(fault)s", fault=fault)
    id_, line = _new_link(context, address, "", "")
    return say(
        "adressen står ikke i links.yaml; lim inn «%(line)s» under «links:» der, og skriv «%(id)s»",
        line=line,
        id=id_,
    )


def _with_place(link: Link, address: str) -> str:
    """Return the id of a link with the place on its page to which an address leads."""
    place = urlsplit(address).fragment
    return f"{link.id}#{place}" if place and "#" not in (link.url or "") else link.id


def _whole(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def _new_link(context: Context, address: str, label: str, topic: str) -> tuple[str, str]:
    """Return the id of a new link, and its line of `links.yaml`.

    What only a person knows is an empty text, which the check reports.
    """
    host = urlsplit(address).hostname
    known = (link for link in context.hub.links if link.url and urlsplit(link.url).hostname == host)
    title = "" if is_vague(label) else label
    fields = {
        "title": title,
        "url": address,
        "publisher": next((link.publisher for link in known), ""),
    }
    written = ", ".join(f"{key}: {json.dumps(fields[key], ensure_ascii=False)}" for key in fields)
    kind = LinkKind.PDF if address.casefold().endswith(".pdf") else LinkKind.PAGE
    topic = topic or next((topic.id for topic in context.hub.topics), "")
    id_ = _new_id(context, address, title)
    return id_, f"- {{id: {id_}, {written}, kind: {kind}, topic: {topic}}}"


def _new_id(context: Context, address: str, label: str) -> str:
    """Return an id for a new link that none has: from its words, else from its address."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").rpartition(".")[0]
    last = next((part for part in reversed(parts.path.split("/")) if part), "")
    words = id_from(label) or id_from(f"{host} {unquote(last).partition('.')[0]}") or "lenke"
    stem = "-".join(words.split("-")[:_MOST_WORDS_OF_ID])
    id_, number = stem, 2
    while id_ in context.origins.known["links"]:
        id_, number = f"{stem}-{number}", number + 1
    return id_
