"""The settings of a hub: their model, one row each.

To add a setting, add a row to `Options`. It can then be written in `rollehub.yaml` and among the
plugin's options in `mkdocs.yml`, is checked, and is an attribute of `site.settings.Settings` for
templates and pages. The README must name it.
"""

import math
import re
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from generator.hub.addresses import bad_address, bad_mail
from generator.hub.colours import DARK, LEAST, LIGHT, Scheme, colour
from generator.hub.field_types import MaybeEmpty, Model, Text
from generator.hub.languages import InLanguages, TranslatedSite
from generator.language import UnknownLanguageError, language_of, say, spoken
from generator.problems import Code

_CODE_OWNER = re.compile(r"@[A-Za-z0-9][\w.-]*(?:/[\w.-]+)*", re.ASCII)
NEWEST_FORMAT = 2
"""The newest format of the sources. `editing.migrate` says how formats differ."""


@dataclass(frozen=True, slots=True)
class InMkDocs:
    """Where `mkdocs.yml` has a setting that is not among the options of our plugin: its keys."""

    keys: tuple[str, ...]


def _check_address(value: Any) -> Any:
    if not isinstance(value, str) or not value:
        return value
    if re.search(r"[?#]", value) or bad_address(value, local=True):
        raise PydanticCustomError(
            Code.BAD_ADDRESS,
            say("«{value}» er ikke en hel adresse; skriv for eksempel https://hub.example.org/"),
            {"value": value},
        )
    return value


def _check_edit_path(value: Any) -> Any:
    if isinstance(value, str) and (fault := bad_address(f"https://a.example/{value}")):
        raise PydanticCustomError(Code.BAD_ADDRESS, "{fault}", {"fault": fault})
    return value


def _end_in_slash(value: str) -> str:
    return f"{value}/" if value and value[-1] != "/" else value


def _check_contact(value: Any) -> Any:
    if not isinstance(value, str) or not value:
        return value
    if bad_mail(value) if "://" not in value else bad_address(value):
        raise PydanticCustomError(
            Code.BAD_ADDRESS,
            say(
                "«{value}» er verken en e-postadresse eller en hel adresse; skriv for eksempel "
                "hjelp@example.org eller https://example.org/kontakt"
            ),
            {"value": value},
        )
    return value


def _check_code_owners(value: Any) -> Any:
    for name in value.split() if isinstance(value, str) else ():
        if not _CODE_OWNER.fullmatch(name) and bad_mail(name):
            raise PydanticCustomError(
                Code.BAD_VALUE,
                say("«{name}» er ingen på kodetjenesten; skriv for eksempel @org/team"),
                {"name": name},
            )
    return value


def _check_language(value: Any) -> Any:
    try:
        return language_of(value).tag if isinstance(value, str) else value
    except UnknownLanguageError as error:
        raise PydanticCustomError(Code.BAD_VALUE, "{said}", {"said": str(error)}) from error


def _check_count(value: Any) -> Any:
    is_number = isinstance(value, int) and not isinstance(value, bool) and value > 0
    if not (is_number or (isinstance(value, str) and re.fullmatch("[1-9][0-9]{0,8}", value))):
        raise PydanticCustomError(
            Code.BAD_VALUE,
            say("verdien er ikke et antall; skriv et helt tall fra 1 og opp, for eksempel 300"),
        )
    return value


def _check_published_path(value: Any) -> Any:
    if isinstance(value, str) and (
        not value.startswith("assets/") or ".." in value.split("/") or "\\" in value
    ):
        raise PydanticCustomError(
            Code.BAD_VALUE,
            say(
                "«{value}» er ikke en fil under «assets»; skriv for eksempel assets/images/logo.svg"
            ),
            {"value": value},
        )
    return value


def _check_format(value: Any) -> Any:
    if isinstance(value, int) and value > NEWEST_FORMAT:
        raise PydanticCustomError(
            Code.NEWER_FORMAT,
            say(
                "kildene er i format {found}, og denne utgaven av Rollehub leser bare til "
                "og med {newest}; ta i bruk en nyere utgave"
            ),
            {"found": value, "newest": NEWEST_FORMAT},
        )
    if isinstance(value, int) and value < 1:
        raise PydanticCustomError(
            Code.BAD_VALUE,
            say("formatet er et tall fra 1; skriv {newest}"),
            {"newest": NEWEST_FORMAT},
        )
    return value


def _check_colour(value: Any, scheme: Scheme) -> Any:
    if not isinstance(value, str | None):
        return value
    found = colour(value) if value else None
    if found is None:
        raise PydanticCustomError(
            Code.BAD_VALUE,
            say(
                "{found} er ikke en farge; skriv tre eller seks tegn etter #, i hermetegn: "
                '"#0f4c5c"'
            ),
            {"found": f"«{value}»" if value else say("en tom verdi")},
        )
    ratio, background = scheme.worst(found)
    if ratio < LEAST:
        raise PydanticCustomError(
            Code.BAD_VALUE,
            say(
                "«{value}» har kontrasten {ratio}:1 mot bakgrunnen {background}, og kravet "
                "i WCAG 2.1 er {least}:1; bruk for eksempel {better}"
            ),
            {
                "value": value,
                "least": spoken().number(LEAST, "0.0"),
                "ratio": spoken().number(math.floor(ratio * 10) / 10, "0.0"),
                "background": background,
                "better": scheme.readable(found),
            },
        )
    return found


Address = Annotated[MaybeEmpty, BeforeValidator(_check_address)]
SiteAddress = Annotated[Address, AfterValidator(_end_in_slash)]
EditPath = Annotated[MaybeEmpty, BeforeValidator(_check_edit_path)]
Contact = Annotated[MaybeEmpty, BeforeValidator(_check_contact)]
"""An e-mail address, or the address of a page."""
Count = Annotated[int, BeforeValidator(_check_count)]
CodeOwners = Annotated[str, BeforeValidator(_check_code_owners)]
"""Names of people, teams or mailboxes on a code host, with blanks between them."""
Language = Annotated[str, BeforeValidator(_check_language)]
PublishedPath = Annotated[str, BeforeValidator(_check_published_path)]
"""The path of a static file, from the site's root."""
Accent = Annotated[str, BeforeValidator(partial(_check_colour, scheme=LIGHT))]
DarkAccent = Annotated[str, BeforeValidator(partial(_check_colour, scheme=DARK))]
"""A colour that can be read on the backgrounds of the light, or of the dark scheme."""


class Publisher(Model):
    """Who stands behind a site."""

    name: Text
    url: Address = ""
    """Absolute address of a page about them."""


class Options(Model):
    """The settings of a hub, as its editors write them. Paths are relative to the hub."""

    format: Annotated[int, Field(strict=True), BeforeValidator(_check_format)] = 1
    """The format of all sources of the hub."""
    site_name: Annotated[Text, InMkDocs(("site_name",))]
    site_description: Annotated[MaybeEmpty, InMkDocs(("site_description",))] = ""
    """What the site is, in a sentence or two."""
    short_name: MaybeEmpty = ""
    """What the site is called at the top of each page, if its name is long."""
    publisher: Publisher | None = None
    """Who publishes the site."""
    owner: MaybeEmpty = ""
    """The earlier form of `publisher`: only the name."""
    default_owner: MaybeEmpty = ""
    """Who keeps answers right that name nobody: a role's id or a shared mailbox."""
    code_owners: dict[str, CodeOwners] = Field(default_factory=dict)
    """Owner of answers -> who approves changes on the code host, such as `@org/team`."""
    accessibility_statement: Address = ""
    """Absolute address of the statement that the law asks of public owners."""
    footer: MaybeEmpty = ""
    """A text at the bottom of each page."""
    logo: PublishedPath | None = None
    """An image at the top of each page, in place of the mark of Rollehub."""
    accent: Accent = ""
    """The colour of links, headings of documents and chosen things."""
    accent_dark: DarkAccent = ""
    """The same where the device asks for a dark page; by default a lighter `accent`."""
    stylesheets: tuple[PublishedPath, ...] = ()
    """The hub's own stylesheets, which pages load after ours."""
    site_url: Annotated[SiteAddress, InMkDocs(("site_url",))] = ""
    """Absolute address of the site, ending in a slash; empty if unknown."""
    repo_url: Annotated[Address, InMkDocs(("repo_url",))] = ""
    """Absolute address of the repository; empty if there is none."""
    edit_path: EditPath = "edit/main/"
    """The part between `repo_url` and a file's path in the address where the file is edited."""
    contact: Contact = ""
    """Where readers reach the publisher; takes suggestions without a repository."""
    public_contacts: tuple[Text, ...] = ()
    """Mailboxes and phone numbers that look like a person's, and are not."""
    language: Annotated[Language, InMkDocs(("theme", "language"))] = "nb"
    """The language of the site: its tag in `generator.language.LANGUAGES`."""
    favicon: Annotated[PublishedPath, InMkDocs(("theme", "favicon"))] = "assets/images/favicon.svg"
    overrides: Annotated[Text, InMkDocs(("theme", "custom_dir"))] = "overrides"
    """The folder of the hub's own templates and assets, which come before the tool's."""
    link_results: Text = ".rollehub/link-results.json"
    """The result file of the newest link check; it may be missing."""
    pdf: bool = True
    """Whether each role's pages offer PDFs."""
    cards: bool = True
    """Whether pages have an image that networks and messages show beside their address."""
    most_handouts: Count = 300
    """How many questions the hub may have for each to have its own card and PDF."""
    most_answers: Count = 300
    """How many answers the page of a role has before it is split by topic."""
    translations: InLanguages[TranslatedSite] | None = None
    """What the site is called, and says of itself, in other languages."""

    @property
    def published_by(self) -> Publisher | None:
        """Who publishes the site; None if the settings do not say."""
        return self.publisher or (Publisher(name=self.owner) if self.owner else None)

    @property
    def contact_mail(self) -> str:
        """The e-mail address of the contact; empty if it is a page, or if there is none."""
        return "" if "://" in self.contact else self.contact

    @property
    def contact_link(self) -> str:
        """What a link to the contact leads to; empty if there is none."""
        return f"mailto:{self.contact}" if self.contact_mail else self.contact

    @property
    def known_contacts(self) -> tuple[str, ...]:
        """The mailboxes and phone numbers that are no personal data."""
        return (*filter(None, [self.contact]), *self.public_contacts)
