"""The words of a printed document that are not in its texts, for the templates.

In: a language, and the fields of a document. Out: words by their names in the template. `%(page)s`
and `%(pages)s` in them are filled there, as only Typst knows the pages.
"""

from generator.language import Language
from generator.site.paper.runs import Fields


def paper_words(language: Language, document: Fields) -> dict[str, str]:
    """Return the words of a document; a card has all of its own in its texts."""
    _ = language.gettext
    if document["kind"] == "card":
        return {}
    return {
        "contents": _("Innhold"),
        "updated": _("oppdatert %(day)s"),
        "page_of_pages": _("Side %(page)s av %(pages)s"),
        "on_page": _("(side\u00a0%(page)s)"),
        "see": _("(se «%(title)s»)"),
        "lost": _("(lenken mangler)"),
        "derived": _("adressen er ikke bekreftet"),
        "gone": _("Siden var borte ved siste sjekk. Arkivert kopi:"),
        "newest": _("Nyeste utgave:"),
        "sources": _("Kilder og mer å lese"),
        "glossary": _("Ord og forkortelser i svarene"),
        "glossary_of_one": _("Ord og forkortelser i svaret"),
        "on_site": _("På nettstedet:"),
        "qr": _("QR-kode med adressen"),
        "not_reviewed": _("Ikke faglig gjennomgått ennå."),
        "reviewed": _("Sist faglig gjennomgått %(day)s."),
        "review_by": _("Skal gjennomgås innen %(day)s."),
        **_counted(language, document),
    }


def _counted(language: Language, document: Fields) -> dict[str, str]:
    """Return how much there is in a document, and what is to know about all of it."""
    if document["kind"] == "handout":
        return {}
    if document["kind"] == "sections":
        return {name: document[name] for name in ("counted", "notice")}
    _, count = language.gettext, document["count"]
    hyphens = _("Slutter en linje i en adresse med bindestrek, hører streken til adressen.")
    if document["kind"] == "links":
        from_answers = _(
            "Denne rollen har ingen egen lenkeliste. "
            "Her står lenkene som svarene til rollen viser til."
        )
        notice = [from_answers if document["from_answers"] else "", hyphens]
        counted = language.ngettext("%(num)s lenke", "%(num)s lenker", count)
    else:
        numbers = _("Et tall i hakeparentes viser til adressen med samme nummer under svaret.")
        notice = [_reviewed(language, document), numbers, hyphens]
        counted = language.ngettext("%(num)s spørsmål", "%(num)s spørsmål", count)
    return {"counted": counted, "notice": " ".join(filter(None, notice))}


def _reviewed(language: Language, document: Fields) -> str:
    """Return how many answers a professional has confirmed; nothing if that is all."""
    reviewed, count = document["reviewed"], document["count"]
    if not reviewed:
        return language.gettext("Ingen av svarene er faglig gjennomgått ennå.")
    if reviewed == count:
        return ""
    return language.ngettext(
        "%(num)s av %(count)s svar er faglig gjennomgått.",
        "%(num)s av %(count)s svar er faglig gjennomgått.",
        reviewed,
        count=language.number(count),
    )
