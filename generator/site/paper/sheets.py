"""Guides and forms -> what their PDFs contain: every field, with help, and room to write by hand.

In: the content of a site. Out: plain dicts and lists, ready for JSON.
"""

from collections.abc import Iterable, Iterator

from generator.hub.forms import Field, FieldType, Form
from generator.hub.guides import Guide, GuideField, Part
from generator.hub.kinds import REQUIREMENTS
from generator.language import Language, lower_first
from generator.site.content import Content
from generator.site.paper.runs import Fields
from generator.site.paper.writing import (
    Blocks,
    Writer,
    bullets,
    paragraph,
    small,
    subheading,
    topic,
    words,
)
from generator.site.plan_words import basis_words, time_words

_LINES = {FieldType.LONG_TEXT: 4}
"""How many lines to write on a type of field has, if not one."""


def sheet_papers(content: Content) -> Iterator[tuple[str, Fields]]:
    """Yield (path from the site's root, fields) of the document of each guide and form."""
    papers = _SheetPapers(content)
    for guide in content.guides:
        yield _path(guide.path), papers.guide(guide)
    for form in content.forms:
        yield _path(form.path), papers.form(form)


def _path(address: str) -> str:
    return f"{address}{address.strip('/').rpartition('/')[2]}.pdf"


class _SheetPapers:
    """The documents of guides and forms."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._language = content.language
        self._write = Writer(content)
        self._rules = {rule.id: rule for rule in REQUIREMENTS.of(content.hub)}

    def guide(self, guide: Guide) -> Fields:
        """Return the document of a guide."""
        _ = self._language.gettext
        fields = sum(len(step.fields) for step in guide.steps)
        steps = self._language.ngettext("%(num)s steg", "%(num)s steg", len(guide.steps))
        topics = [topic(part.title, self._part(part)) for part in guide.parts]
        if guide.before:
            topics.insert(0, topic(_("Før du begynner"), self._notes(guide.before)))
        if guide.after:
            topics.append(topic(_("Når virksomheten er registrert"), self._notes(guide.after)))
        return self._document(guide, "guides", f"{steps} · {self._counted(fields)}", topics)

    def form(self, form: Form) -> Fields:
        """Return the document of a form, blank."""
        topics = [
            topic(
                section.title,
                self._write.note(section.note) if section.note else (),
                *(self._form_field(field) for field in section.fields),
            )
            for section in form.sections
        ]
        fields = sum(len(section.fields) for section in form.sections)
        return self._document(form, "forms", self._counted(fields), topics)

    def _document(self, item: Guide | Form, folder: str, counted: str, topics: Blocks) -> Fields:
        return self._write.document(
            item,
            file=f"content/{folder}/{item.id}.yaml",
            address=item.path,
            counted=counted,
            intro=self._write.note(item.intro),
            topics=topics,
        )

    def _counted(self, fields: int) -> str:
        return self._language.ngettext("%(num)s felt", "%(num)s felter", fields)

    def _notes(self, notes: Iterable[str]) -> Iterator[Fields]:
        return bullets(self._write.note(note) for note in notes)

    def _part(self, part: Part) -> Iterator[Fields]:
        _ = self._language.gettext
        if part.note:
            yield from self._write.note(part.note)
        if part.doubt:
            yield from self._write.said(_("Usikkert:"), part.doubt)
        if part.repeats:
            each = _("Fyll ut denne delen for hver %(thing)s.", thing=part.repeats)
            yield paragraph(words(each))
        for step in part.steps:
            yield subheading(step.title)
            if step.note:
                yield from self._write.note(step.note)
            for field in step.fields:
                yield from self._guide_field(field)

    def _guide_field(self, field: GuideField) -> Iterator[Fields]:
        _ = self._language.gettext
        help_ = self._write.note(field.help)
        if field.doubt:
            help_ += self._write.said(_("Usikkert:"), field.doubt)
        said = [
            _("Vises bare når: %(when)s.", when=lower_first(field.when)) if field.when else "",
            _("Valgfritt.") if field.optional else _("Må fylles ut."),
            _("Bekreftes av: %(who)s.", who=lower_first(field.confirmed_by)),
            _("Kilde: %(source)s", source=lower_first(field.source)) + ".",
        ]
        help_.append(paragraph(small(" ".join(filter(None, said)))))
        yield from self._field(field, help_)

    def _form_field(self, field: Field) -> Iterator[Fields]:
        _ = self._language.gettext
        help_ = self._write.note(field.help) if field.help else []
        rules = (self._rules[id_] for id_ in field.requirements if id_ in self._rules)
        said = [
            f"{time_words(self._language, rule)}. {basis_words(self._language, rule)}"
            for rule in rules
        ]
        if target := field.target:
            amount = self._language.number(target.amount)
            least = (
                _("minst %(num)s måneder", num=amount)
                if target.unit == "months"
                else _("minst %(num)s %(unit)s", num=amount, unit=target.unit)
            )
            said.append(f"{least}. {target.source.name}")
        help_ += [paragraph(small(f"{_('Krav:')} {text}")) for text in said]
        yield from self._field(field, help_)

    def _field(self, field: Field, help_: Blocks) -> Iterator[Fields]:
        if field.heading:
            yield subheading(field.heading)
        yield {
            "kind": "field",
            "label": words(field.label),
            "help": help_,
            "choices": [words(text) for text in _choices(self._language, field)],
            "many": field.type is FieldType.CHOICES,
            "rows": [[words(text), _LINES.get(field.type, 1)]
                     for text in _rows(self._language, field)],
        }  # fmt: skip


def _choices(language: Language, field: Field) -> tuple[str, ...]:
    if field.type is FieldType.YES_NO:
        return language.gettext("Ja"), language.gettext("Nei")
    return field.options


def _rows(language: Language, field: Field) -> tuple[str, ...]:
    """Return what stands before each place to write; an empty text for nothing."""
    _ = language.gettext
    match field.type:
        case FieldType.YES_NO | FieldType.CHOICE | FieldType.CHOICES:
            return ()
        case FieldType.PERIOD:
            return language.pgettext("date", "Fra"), language.pgettext("date", "Til")
        case FieldType.PROGRESS:
            return _("Gjennomført"), _("Gjenstår")
        case FieldType.SIGNATURE:
            return _("Navn"), _("Underskrift")
        case _:
            return ("",)
