"""Permanent moves -> the text of `links.yaml` with the new addresses, and nothing else changed.

In: the text as it is in the file, line ends included, and the new address of each old one. Out: the
new text. Reads and writes no file.
"""

from collections.abc import Iterator, Mapping

from generator.sources.document import Document, Location
from generator.sources.edit import parse, with_values


def fixes(text: str, moves: Mapping[str, str]) -> str:
    """Return the text with every `url` of a link that is a key of `moves` replaced by its value.

    A text that cannot be read is returned unchanged. An address stays if another link already has
    its new one, since no two links may have the same address.
    """
    document = parse(text)
    return with_values(text, _chosen(document, moves)) if document else text


def _chosen(document: Document, moves: Mapping[str, str]) -> dict[Location, str]:
    """Return the new address of every link that gets one; the first of two wins."""
    places = dict(_addresses(document))
    taken = set(places.values())
    chosen: dict[Location, str] = {}
    for location, old in places.items():
        new = moves.get(old)
        if new is not None and new not in taken:
            chosen[location] = new
            taken.add(new)
    return chosen


def _addresses(document: Document) -> Iterator[tuple[Location, str]]:
    links = document.data.get("links") if isinstance(document.data, dict) else None
    for number, link in enumerate(links if isinstance(links, list) else ()):
        if isinstance(link, dict) and isinstance(url := link.get("url"), str):
            yield ("links", number, "url"), url
