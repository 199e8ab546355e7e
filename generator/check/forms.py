"""Checks of forms and guides.

In: the context of a check. Out: problems. The texts in them are checked in `texts`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.check.context import Context
from generator.check.reviews import review_problems
from generator.check.unknown_ids import unknown_id
from generator.hub.forms import Field, FieldType, Form
from generator.hub.guides import Guide
from generator.hub.kinds import FORMS, GUIDES, PLANS, REQUIREMENTS
from generator.hub.spelling import suggestion
from generator.language import say
from generator.problems import Code, Place, Problem
from generator.sources.document import Location

At = Callable[..., Place]
Placed = tuple[Location, Field]

_WITH_OPTIONS = (FieldType.CHOICE, FieldType.CHOICES)


def check_forms(context: Context) -> Iterator[Problem]:
    """Yield unknown roles and requirements, repeated ids, unsuited keys, and impossible dates."""
    for form in FORMS.of(context.hub):
        at = partial(context.origins.place, FORMS.name, form.id)
        yield from _roles(context, form, at)
        yield from review_problems(context, form, at)
        yield from _address(context, form, at)
        fields = list(_fields_of_form(form))
        sections = ((("sections", i), section.id) for i, section in enumerate(form.sections))
        yield from _repeated(sections, at, ids=set())
        yield from _fields(context, fields, at)
        yield from _totals(context, form, at)


def check_guides(context: Context) -> Iterator[Problem]:
    """Yield unknown roles, repeated ids, unsuited keys, and impossible dates."""
    for guide in GUIDES.of(context.hub):
        at = partial(context.origins.place, GUIDES.name, guide.id)
        yield from _roles(context, guide, at)
        yield from review_problems(context, guide, at)
        yield from _repeated(_headings(guide), at, ids=set())
        yield from _fields(context, list(_fields_of_guide(guide)), at)


def _fields_of_form(form: Form) -> Iterator[Placed]:
    for number, section in enumerate(form.sections):
        for index, field in enumerate(section.fields):
            yield ("sections", number, "fields", index), field


def _fields_of_guide(guide: Guide) -> Iterator[Placed]:
    for number, part in enumerate(guide.parts):
        for place, step in enumerate(part.steps):
            for index, field in enumerate(step.fields):
                yield ("parts", number, "steps", place, "fields", index), field


def _headings(guide: Guide) -> Iterator[tuple[Location, str]]:
    for number, part in enumerate(guide.parts):
        yield ("parts", number), part.id
        for place, step in enumerate(part.steps):
            yield ("parts", number, "steps", place), step.id


def _roles(context: Context, item: Form | Guide, at: At) -> Iterator[Problem]:
    for index, role in enumerate(item.roles):
        yield from unknown_id(context, "roles", role, at("roles", index))


def _address(context: Context, form: Form, at: At) -> Iterator[Problem]:
    """Yield a problem if a plan, or a form before this one, has the same address."""
    others = [f"planer/{plan.id}/" for plan in PLANS.of(context.hub)]
    for other in FORMS.of(context.hub):
        if other is form:
            break
        others.append(other.path)
    if form.path in others:
        message = say(
            "adressen «%(path)s» er alt brukt av en plan eller et skjema; skriv en annen i "
            "«address»",
            path=form.path,
        )
        yield Problem(at("address" if form.address else "id"), Code.DUPLICATE_ID, message)


def _repeated(
    placed: Iterable[tuple[Location, str]], at: At, *, ids: set[str]
) -> Iterator[Problem]:
    for location, id_ in placed:
        if id_ in ids:
            message = say("id-en «%(id)s» står to ganger; gi den ene en annen id", id=id_)
            yield Problem(at(*location, "id"), Code.DUPLICATE_ID, message)
        ids.add(id_)


def _fields(context: Context, fields: list[Placed], at: At) -> Iterator[Problem]:
    yield from _repeated(((location, field.id) for location, field in fields), at, ids=set())
    for location, field in fields:
        here = partial(at, *location)
        has_options = field.type in _WITH_OPTIONS
        if has_options and len(field.options) < 2:
            message = say("feltet er et valg; skriv minst to valg i «options»")
            yield Problem(here(), Code.MISSING_KEY, message)
        yield from _of_other_types(field, here)
        for index, id_ in enumerate(field.requirements):
            yield from _unknown_requirement(context, id_, here("requirements", index))


def _of_other_types(field: Field, here: At) -> Iterator[Problem]:
    """Yield keys that the type of a field has no use for."""
    types = {
        "options": _WITH_OPTIONS,
        "calendar": (FieldType.DATE,),
        "requirements": (FieldType.PROGRESS,),
        "target": (FieldType.PROGRESS,),
    }
    for name, suited in types.items():
        if getattr(field, name) and field.type not in suited:
            message = say(
                "«%(name)s» hører til felter av typen %(types)s; fjern den, eller rett «type»",
                name=name,
                types=", ".join(f"«{type_}»" for type_ in suited),
            )
            yield Problem(here(name, key=True), Code.BAD_VALUE, message)


def _totals(context: Context, form: Form, at: At) -> Iterator[Problem]:
    rows = [x.id for _, x in _fields_of_form(form) if x.type is FieldType.PROGRESS]
    for number, total in enumerate(form.totals):
        place = at("totals", number, "requirement")
        yield from _unknown_requirement(context, total.requirement, place)
        for index, id_ in enumerate(total.fields):
            if id_ not in rows:
                near = suggestion(id_, rows) or say("; skriv id-en til et felt av typen «progress»")
                message = say("skjemaet har ikke raden «%(id)s»%(near)s", id=id_, near=near)
                yield Problem(at("totals", number, "fields", index), Code.BAD_VALUE, message)


def _unknown_requirement(context: Context, id_: str, place: Place) -> Iterator[Problem]:
    if context.origins.is_unknown(REQUIREMENTS.name, id_):
        known = [requirement.id for requirement in REQUIREMENTS.of(context.hub)]
        near = suggestion(id_, known) or say("; kravene står i content/requirements.yaml")
        message = say("ukjent krav «%(id)s»%(near)s", id=id_, near=near)
        yield Problem(place, Code.BAD_VALUE, message)
