"""Problems in the sources: kind, place and message.

`cli` and `shells` decide what a problem means for a run.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from generator.language import msgid, say, say_count


class Severity(StrEnum):
    """An error stops a build; a warning does so only in strict mode."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """The stable name of each kind of problem. Every one is explained in the editor handbook."""

    # The file
    UNREADABLE_FILE = "unreadable-file"
    MISSING_FILE = "missing-file"
    UNEXPECTED_FILE = "unexpected-file"
    SYMBOLIC_LINK = "symbolic-link"
    EMPTY_FILE = "empty-file"
    NOT_UTF8 = "not-utf8"
    CONTROL_CHARACTER = "control-character"
    INVISIBLE_CHARACTER = "invisible-character"
    LOST_CHARACTER = "lost-character"
    MOJIBAKE = "mojibake"
    MERGE_CONFLICT = "merge-conflict"
    TAB = "tab"
    COMMENT_IN_TEXT = "comment-in-text"
    YAML_SYNTAX = "yaml-syntax"
    DUPLICATE_KEY = "duplicate-key"
    ALIAS = "yaml-alias"
    TAG = "yaml-tag"
    TOO_DEEP = "too-deep"
    # The shape
    WRONG_TYPE = "wrong-type"
    MISSING_KEY = "missing-key"
    UNKNOWN_KEY = "unknown-key"
    BAD_VALUE = "bad-value"
    BAD_ID = "bad-id"
    BAD_DATE = "bad-date"
    NEWER_FORMAT = "newer-format"
    FUTURE_DATE = "future-date"
    DATE_ORDER = "date-order"
    # Ids and references
    DUPLICATE_ID = "duplicate-id"
    ID_MISMATCH = "id-mismatch"
    ALIAS_COLLISION = "alias-collision"
    UNKNOWN_ROLE = "unknown-role"
    UNKNOWN_OWNER = "unknown-owner"
    UNKNOWN_TOPIC = "unknown-topic"
    UNKNOWN_QUESTION = "unknown-question"
    UNKNOWN_LINK = "unknown-link"
    UNKNOWN_LAW = "unknown-law"
    UNKNOWN_GOALS = "unknown-goals"
    UNKNOWN_TOOL = "unknown-tool"
    UNKNOWN_REFERENCE = "unknown-reference"
    DRAFT_REFERENCE = "draft-reference"
    UNLISTED_QUESTION = "unlisted-question"
    LISTED_TWICE = "listed-twice"
    ORDER_MISMATCH = "order-mismatch"
    NOT_FOR_ROLE = "not-for-role"
    # Variants
    SEE_INSTEAD = "see-instead"
    VARIANT_WITHOUT_ROLE = "variant-without-role"
    VARIANT_WITHOUT_WHY = "variant-without-why"
    VARIANT_WITHOUT_TEXT = "variant-without-text"
    VARIANT_CONFLICT = "variant-conflict"
    # Education plans
    UNCLEAR_GOALS = "unclear-goals"
    # Addresses
    BAD_ADDRESS = "bad-address"
    MISSING_ADDRESS = "missing-address"
    ADDRESS_MARKED_MISSING = "address-marked-missing"
    DUPLICATE_ADDRESS = "duplicate-address"
    INLINE_ADDRESS = "inline-address"
    # The text of an answer
    EMPTY_TEXT = "empty-text"
    RAW_HTML = "raw-html"
    IMAGE = "image"
    HEADING_LEVEL = "heading-level"
    LINK_SYNTAX = "link-syntax"
    PERSONAL_DATA = "personal-data"
    # Warnings
    MARKDOWN = "markdown-syntax"
    SOFT_HYPHEN = "soft-hyphen"
    UNEXPLAINED_TERM = "unexplained-term"
    UNUSED_LINK = "unused-link"
    UNUSED_ROLE = "unused-role"
    UNUSED_TOPIC = "unused-topic"
    UNDEFINED_ABBREVIATION = "undefined-abbreviation"
    UNKNOWN_NUMBERS = "unknown-numbers"
    NOTE_IN_TEXT = "note-in-text"
    PASTED = "pasted-text"
    QUOTED = "quoted-text"
    REPEATED = "repeated-text"
    CUT_OFF = "cut-off-text"
    LINK_TEXT = "link-text"
    OTHER_SECTION = "other-section"
    DOUBTFUL_ADDRESS = "doubtful-address"
    SIMILAR_ADDRESS = "similar-address"
    SAME_TITLE = "same-title"
    REVIEW_OVERDUE = "review-overdue"
    CONFIRMED_WITHOUT_TEXT = "confirmed-without-text"
    CHANGED_SINCE_CONFIRMED = "changed-since-confirmed"
    HIDDEN_DOUBT = "hidden-doubt"
    DOUBT_IN_ANSWER = "doubt-in-answer"
    TRANSLATION_DIFFERS = "translation-differs"


WARNINGS = frozenset(
    {
        Code.MARKDOWN,
        Code.SOFT_HYPHEN,
        Code.UNEXPLAINED_TERM,
        Code.UNUSED_LINK,
        Code.UNUSED_ROLE,
        Code.UNUSED_TOPIC,
        Code.UNDEFINED_ABBREVIATION,
        Code.UNKNOWN_NUMBERS,
        Code.NOTE_IN_TEXT,
        Code.PASTED,
        Code.QUOTED,
        Code.REPEATED,
        Code.CUT_OFF,
        Code.LINK_TEXT,
        Code.OTHER_SECTION,
        Code.DOUBTFUL_ADDRESS,
        Code.SIMILAR_ADDRESS,
        Code.SAME_TITLE,
        Code.REVIEW_OVERDUE,
        Code.CONFIRMED_WITHOUT_TEXT,
        Code.CHANGED_SINCE_CONFIRMED,
        Code.DOUBT_IN_ANSWER,
        Code.TRANSLATION_DIFFERS,
    }
)

_WORD = {Severity.ERROR: msgid("feil"), Severity.WARNING: msgid("advarsel")}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file that an editor wrote.

    `path` is relative to the hub, with forward slashes; `line` and `column` count from 1.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """How to mend a problem where that is certain: what to write in place of what.

    `place` is where `old` begins, in the file as the problem's line and column count: in Unicode
    normal form C, with line feeds and without a byte-order mark. `old` is never empty, so that a
    fix is applied only where it fits; to insert something, it contains what is around.
    """

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding: its place, its kind, and a Norwegian sentence that also says what to do."""

    place: Place
    code: Code
    message: str
    fix: Fix | None = field(default=None, compare=False)
    """What `rollehub fix` writes, if it can mend the problem."""

    @property
    def severity(self) -> Severity:
        """Error or warning, by the code alone."""
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {say(_WORD[self.severity])}: {self.message} [{self.code}]"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that are errors."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def count_line(problems: Sequence[Problem]) -> str:
    """Return the closing line of a report, such as `3 feil og 1 advarsel.`."""
    wrong = len(errors(problems))
    doubtful = len(problems) - wrong
    return say(
        "%(errors)s og %(warnings)s.",
        errors=say_count("%(num)s feil", "%(num)s feil", wrong),
        warnings=say_count("%(num)s advarsel", "%(num)s advarsler", doubtful),
    )


def warning_line(path: str, message: str) -> str:
    """Return a warning about a whole file as one line."""
    return f"{path}: {say(_WORD[Severity.WARNING])}: {message}"


def annotation(severity: str, place: Place | None, title: str, message: str) -> str:
    """Return one line that GitHub shows as an annotation, at its place in a pull request.

    `severity` is `error`, `warning` or `notice`. Whatever the texts contain, they can neither end
    the line nor begin another command. Format:
    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """

    def escape(text: str, more: str = "") -> str:
        for character in "%\r\n" + more:
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    at = ""
    if place:
        path = escape(place.path, ",:")
        at = f"file={path},line={place.line},col={place.column},"
    return f"::{severity} {at}title={escape(title, ',:')}::{escape(message)}\n"
