"""The texts on the page of a question: the one for everyone, and those for single roles."""

from dataclasses import dataclass

from generator.hub.model import Role
from generator.hub.questions import Question
from generator.language import Language, lower_first
from generator.site.content import Content
from generator.site.text.answer import Answer


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """A text of the answer; `heading` says for whom, and is empty if all roles get the same."""

    heading: str
    answer: Answer
    is_variant: bool = False


def answer_parts(content: Content, question: Question) -> list[AnswerPart]:
    """Return the texts of a question's answer in the order in which its page shows them."""
    texts, _ = content.texts, content.language.gettext
    varied = {
        role.id: variant
        for role in content.hub.roles
        if (variant := question.variants.get(role.id)) and (variant.replace or variant.append)
    }
    if not varied:
        return [AnswerPart("", texts.answer(question.answer))]
    replaced = {id_ for id_, variant in varied.items() if variant.replace}
    sharing = [x for x in content.hub.roles if x.id in question.roles and x.id not in replaced]
    parts = []
    if sharing:
        heading = _shared_heading(content.language, sharing, replaced)
        parts.append(AnswerPart(heading, texts.answer(question.answer)))
    names = {role.id: lower_first(role.name) for role in content.hub.roles}
    for id_, variant in question.variants.items():
        if id_ in varied:
            adds = variant.replace is None
            text = texts.answer(variant.append or "" if adds else variant.replace or "")
            for_role = _("I tillegg for %(role)s") if adds else _("For %(role)s")
            heading = for_role % {"role": names[id_]}
            parts.append(AnswerPart(heading, text, is_variant=True))
    return parts


def _shared_heading(language: Language, sharing: list[Role], replaced: set[str]) -> str:
    if not replaced:
        return language.gettext("For alle")
    roles = language.enumerated(lower_first(role.name) for role in sharing)
    return language.gettext("For %(roles)s", roles=roles)
