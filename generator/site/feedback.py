"""Where a reader says that an answer did not help: a form that is filled in, or a contact.

In: the settings of the site, and a question. Out: an address with the page, the role and the
version of the answer, and what becomes of the message. Nothing is sent before the reader sends it.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from generator.hub.confirmation import fingerprint
from generator.hub.questions import Question
from generator.language import language_of
from generator.site.settings import Settings, issue_address


@dataclass(frozen=True, slots=True)
class Feedback:
    """The address that takes the message, and a sentence that says where it goes."""

    address: str
    goes_to: str


def feedback(settings: Settings, question: Question, title: str, roles: str) -> Feedback | None:
    """Return where a reader of an answer can say what is missing; None without a place for it.

    `title` is how the reader's role words the question, and `roles` names those who read it so.
    """
    if not settings.repo_url and not settings.contact:
        return None
    _ = language_of(settings.language).gettext
    subject = _("Fikk ikke svar: %(title)s", title=title)
    page = f"{settings.site_url}sporsmal/{question.id}/"
    lines = [
        _("Spørsmål: %(title)s (%(page)s)", title=title, page=page),
        _("Roller: %(roles)s", roles=roles),
        _("Utgave av svaret: %(version)s", version=fingerprint(question)),
        "",
        _("Dette fikk jeg ikke svar på:"),
        "",
    ]
    if settings.repo_url:
        host = urlsplit(settings.repo_url).hostname or settings.repo_url
        told = _("Meldingen blir en sak på %(host)s. Den kan være åpen for alle.", host=host)
        return Feedback(issue_address(settings, subject, "\n".join(lines)), told)
    if settings.contact_mail:
        body = quote("\r\n".join(lines))
        address = f"{settings.contact_link}?subject={quote(subject)}&body={body}"
        told = _("Meldingen blir en e-post til %(mail)s.", mail=settings.contact_mail)
        return Feedback(address, told)
    return Feedback(settings.contact, _("Lenken går til kontaktsiden."))
