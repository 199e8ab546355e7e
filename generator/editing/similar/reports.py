"""Pairs that are nearly the same -> lines for a person, annotations for GitHub, or JSON.

In: pairs, and the places of what they are about. Out: text.
"""

import json

from generator.editing.diff.reports import shown, wrapped
from generator.editing.diff.words import marked
from generator.editing.similar.pairs import Kind, Likeness, Pair, What
from generator.hub.kinds import LINKS, QUESTIONS
from generator.hub.origins import Origins
from generator.problems import Place, annotation

_SAID = {
    What.ANSWER: "svarene er {share} % like",
    What.TITLE: "titlene er {share} % like",
    What.ADDRESS: "adressene fører til samme sted",
}
_CURES = {
    Kind.QUESTION: (
        "er det samme spørsmål, lar du det ene ta over («rollehub retire question {other} "
        "--into {one}»), med variants der en rolle skal lese noe annet"
    ),
    Kind.LINK: (
        "er det samme side, lar du den ene ta over («rollehub retire link {other} --into {one}»)"
    ),
}
_KINDS = {Kind.QUESTION: QUESTIONS.name, Kind.LINK: LINKS.name}


def sentence(pair: Pair) -> str:
    """Return what is nearly the same, and what to do, in one line."""
    said = ", og ".join(_SAID[x.what].format(share=int(100 * x.share)) for x in pair.likenesses)
    cure = _CURES[pair.one.kind].format(one=pair.one.id, other=pair.other.id)
    return f"«{pair.one.id}» og «{pair.other.id}»: {said}; {cure}"


def as_text(pairs: list[Pair], _: Origins) -> str:
    """Return each pair as a line, followed by the texts with what differs marked."""
    lines: list[str] = []
    for pair in pairs:
        lines.append(sentence(pair))
        lines += [f"  {line}" for x in pair.likenesses for line in _differences(x)]
    count = f"{len(pairs)} par er nesten like." if pairs else "Ingen er nesten like."
    return "".join(f"{x}\n" for line in [*lines, count] for x in wrapped(line))


def _differences(likeness: Likeness) -> list[str]:
    return shown(marked(likeness.old, likeness.new))


def as_github(pairs: list[Pair], origins: Origins) -> str:
    """Return each pair as a warning at the one that comes last."""
    return "".join(
        annotation("warning", _place(pair, origins), "Nesten like", sentence(pair))
        for pair in pairs
    )


def _place(pair: Pair, origins: Origins) -> Place:
    document, location = origins.places[_KINDS[pair.other.kind], pair.other.id]
    return document.place(location)


def as_json(pairs: list[Pair], _: Origins) -> str:
    """Return the pairs as JSON, with the texts in pieces of `{"mark", "text"}`."""
    rows = [
        {
            "kind": pair.one.kind,
            "ids": [pair.one.id, pair.other.id],
            "likenesses": [
                {
                    "what": x.what,
                    "share": round(x.share, 3),
                    "pieces": [{"mark": y.mark, "text": y.text} for y in marked(x.old, x.new)],
                }
                for x in pair.likenesses
            ],
        }
        for pair in pairs
    ]
    return json.dumps({"format": 1, "pairs": rows}, ensure_ascii=False, indent=2) + "\n"
