"""The catalogues: complete in each language and compiled, and all that readers see is in them.

Texts are bokmål in code and templates. `make words` brings the catalogues up to date with them.
"""

import ast
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import nodes

from generator.language import LANGUAGES, LOCALE, SOURCE, Language
from generator.site.environment import environment_of
from tests.site_fixtures import ROOT

OTHERS = [tag for tag in LANGUAGES if tag != SOURCE]
CALLS = {"_": 1, "gettext": 1, "msgid": 1, "say": 1, "say_count": 2, "pgettext": 2, "ngettext": 2}
"""Name of a function that takes a text of ours -> how many of its arguments are fixed texts."""
MODULES = sorted((ROOT / "generator").rglob("*.py"))
TEMPLATES = sorted([*(ROOT / "generator/site/templates").iterdir(), *ROOT.glob("overrides/*.html")])
SCRIPTS = sorted(ROOT.glob("overrides/assets/javascripts/**/*.js"))
LETTERS = re.compile(r"[^\W\d_]{2,}")
SHOWN_ATTRIBUTES = ("alt", "aria-label", "data-mine", "placeholder", "title")
NO_WORDS = {"xml", "urlset", "url", "loc", "Optional", "JSON", "PDF", "Schema", "Atom", "nbsp"}
"""What templates contain that is no text of a language: names of formats, and of elements."""


def key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    """Return what tells a text from the others: its context and its forms."""
    return message.context, (message.id,) if isinstance(message.id, str) else tuple(message.id)


@cache
def found_texts() -> Catalog:
    """Return every text in code and templates with its places, found as `make words` finds them."""
    options = re.search(r"pybabel -q (extract .*)-o \S+ \.", (ROOT / "Makefile").read_text("utf-8"))
    assert options
    given = options[1].replace("--no-location ", "").replace("pyproject", f"{ROOT}/pyproject")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "words.pot"
        CommandLineInterface().run(["pybabel", "-q", *given.split(), "-o", str(made), str(ROOT)])
        return read_po(BytesIO(made.read_bytes()))


@cache
def extracted(*folders: str) -> frozenset[tuple[str | None, tuple[str, ...]]]:
    """Return the texts in these folders of the repository; without any, all texts."""
    return frozenset(
        key(message)
        for message in found_texts()
        if message.id
        and (
            not folders
            or any(x.removeprefix(f"{ROOT}/").startswith(folders) for x, _ in message.locations)
        )
    )


def catalogue(tag: str, domain: str = "rollehub") -> Catalog:
    """Return the source of a catalogue."""
    return read_po(BytesIO((LOCALE / f"{tag}/LC_MESSAGES/{domain}.po").read_bytes()))


def messages(tag: str) -> list[Message]:
    """Return the texts of a language."""
    return [message for message in catalogue(tag) if message.id]


def forms(message: Message) -> tuple[str, ...]:
    """Return the translation of a text: one form, or several if it counts."""
    string = message.string
    return (string,) if isinstance(string, str) else tuple(string)


# --- complete


def test_each_language_has_every_text() -> None:
    """A text that was changed in the code, or that nothing uses any more, fails here."""
    assert len(extracted()) > 200
    for tag in OTHERS:
        assert (tag, {key(message) for message in messages(tag)} ^ extracted()) == (tag, set())
        empty = [x.id for x in messages(tag) if not all(form.strip() for form in forms(x))]
        assert (tag, empty, [x.id for x in messages(tag) if x.fuzzy]) == (tag, [], [])


def test_bokmal_is_in_the_code_alone() -> None:
    """Each text is written once; the catalogue only names the locale."""
    assert messages(SOURCE) == []
    assert Language(SOURCE).territory == "NO"


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_has_the_same_values_markup_and_ends(tag: str) -> None:
    """A lost value, tag or colon would show on the page."""
    made = catalogue(tag)
    for message in messages(tag):
        assert (message.id, list(message.check(made))) == (message.id, [])
        ids = key(message)[1]
        assert len(forms(message)) == (1 if len(ids) == 1 else made.num_plurals)
        for one, form in zip(ids, forms(message), strict=True):
            assert (form, parts(form)) == (form, parts(one))


def parts(text: str) -> tuple[object, ...]:
    """Return what must be the same in each language: values, tags, blanks and marks at the ends."""
    values = Counter(re.findall(r"%\(\w+\)s|\{\w*\}", text))
    blanks = (text[:1].isspace(), text[-1:].isspace())
    return values, Counter(re.findall(r"<[^>]*>", text)), blanks, text.rstrip()[-1:] in ".:?"


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_is_written_as_the_language_is(tag: str) -> None:
    """No quotation mark and no word of bokmål is left over."""
    wrong = {
        "nn": r"[“”]|(?<![\w-])(?:ikke|fra|hva|hvem|hvor|hvilke\w*|noe|noen|bare|jeg|en|også|ennå|"
        r"være|siden|lenke\w*|se|dem|uten|gjelder|velg|endringer|svarene)\b",
        "en": r"[«»æøåÆØÅ]",
    }[tag]
    kept = re.compile(r"%\(\w+\)s|<[^>]*>|“%|bokmål|«[^»]*»", re.IGNORECASE)
    shown = [kept.sub("", form) for message in messages(tag) for form in forms(message)]
    assert [text for text in shown if re.search(wrong, text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    "path", sorted(LOCALE.rglob("*.po")), ids=lambda path: f"{path.parts[-3:]}"
)
def test_the_compiled_catalogue_is_that_of_its_source(path: Path) -> None:
    """`make words` compiles them; only the compiled ones are packaged."""
    made = BytesIO()
    write_mo(made, read_po(BytesIO(path.read_bytes())))
    assert path.with_suffix(".mo").read_bytes() == made.getvalue()


# --- nothing outside


def called(tree: ast.AST) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Yield the fixed texts of every call of a function that takes them."""
    for node in ast.walk(tree):
        name = isinstance(node, ast.Call) and getattr(
            node.func, "id", getattr(node.func, "attr", "")
        )
        if isinstance(node, ast.Call) and name in CALLS:
            values = [x.value for x in node.args[: CALLS[name]] if isinstance(x, ast.Constant)]
            if len(values) == CALLS[name]:
                is_alone = name != "pgettext"
                yield (None, tuple(values)) if is_alone else (values[0], tuple(values[1:]))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_the_texts_of_a_module_are_found(path: Path) -> None:
    """A call inside an f-string would work, but Babel does not see it."""
    assert set(called(ast.parse(path.read_text("utf-8")))) - extracted() == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_texts_of_a_script_are_found(path: Path) -> None:
    """A call inside a template inside a template would work, but Babel does not see it."""
    code = path.read_text("utf-8")
    calls = re.findall(r'(?<![\w$.])(?:_|pgettext|ngettext)\(\s*"((?:[^"\\]|\\.)*)"', code)
    said = {text for context, texts in extracted() for text in (*texts, context)}
    assert set(calls) - said == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_has_no_text_outside_the_catalogue(path: Path) -> None:
    """Every other string in it is a name: of an element, a class, a key, an event."""
    code = re.sub(r"^\s*(?://|/?\*).*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
    code = re.sub(r'(?<![\w$.])(?:_|pgettext)\((?:"[^"]*",\s*)?"[^"]*"', "", code)
    code = re.sub(r'(?<![\w$.])ngettext\(\s*"[^"]*",\s*"[^"]*"', "", code)
    strings = re.findall(r'"([^"\n]*)"', code)
    words = [
        x
        for x in strings
        if re.search(r"[æøåÆØÅ]\w|\w[æøåÆØÅ]|^[A-ZÆØÅ][a-z]+ |^[A-ZÆØÅ]?[a-z]+ [a-z]+ [a-z]", x)
    ]
    assert words == []
    for template in re.findall(r"`([^`]*)`", re.sub(r"\$\{[^{}]*\}", "", code)):
        bare = re.sub(r"<kbd>/</kbd>", "", template)
        texts = re.findall(r">([^<>]*)<", bare) if "<" in bare else []
        assert [x for x in texts if LETTERS.search(x)] == []


class Bare(HTMLParser):
    """Collects the texts of a template that its own code does not make."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in SHOWN_ATTRIBUTES]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_text_outside_the_catalogue(path: Path) -> None:
    """What stands between its expressions has no words; neither do the strings it passes on."""
    tree = environment_of(Language()).parse(path.read_text("utf-8"))
    data = "\ufffc".join(node.data for node in tree.find_all(nodes.TemplateData))
    data = re.sub(r"\]\([^)]*\)", "", data)  # the address of a link in Markdown
    reader = Bare()
    reader.feed(data)
    reader.close()
    words = [word for text in reader.found for word in LETTERS.findall(text)]
    assert [word for word in words if word not in NO_WORDS] == []
    translated = [
        id(x)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in CALLS
        for x in call.args
    ]
    passed = [x.value for x in tree.find_all(nodes.Const) if id(x) not in translated]
    strings = [x for x in passed if isinstance(x, str)]
    assert [x for x in strings if re.search(r"[æøåÆØÅ]|^[A-ZÆØÅ]\w|\w \w", x)] == []


@pytest.mark.parametrize(
    "file", sorted(ROOT.glob("generator/site/paper/*.typ")), ids=lambda x: x.name
)
def test_the_templates_of_paper_have_no_words(file: Path) -> None:
    """`paper/words.py` has them, and gives them to the templates."""
    code = file.read_text("utf-8")
    code = re.sub(r'^\s*//.*$|"[^"\n]*"', '""', code, flags=re.MULTILINE)
    marked = [re.sub(r"#[\w.-]+(?:\([^)]*\))?", "", x) for x in re.findall(r"\[([^\[\]]*)\]", code)]
    assert [x for x in marked if LETTERS.search(x)] == []
    assert re.findall(r"[æøåÆØÅ]", code) == []


def test_the_stylesheets_have_no_words() -> None:
    """What they add to a page comes from an attribute, or is the same in every language."""
    styles = "\n".join(x.read_text("utf-8") for x in ROOT.glob("overrides/**/*.css"))
    added = re.findall(r"\bcontent:([^;}]*)", styles)
    written = [text for value in added for text in re.findall(r'"([^"]*)"', value)]
    texts = [re.sub(r"\\([0-9A-F]{1,6}) ?", lambda x: chr(int(x[1], 16)), x) for x in written]
    assert [x for x in texts if LETTERS.search(x)] == [x for x in texts if x.strip() == "(PDF)"]


# Words that only Norwegian sentences have; single words, such as months, are data.
NORWEGIAN = re.compile(r"\b(?:og|ikke|som|til|den|det|kan|skal|skriv|fra|ligger|må|har|på)\b \w")
PATTERNS = {
    "compile",
    "fullmatch",
    "match",
    "search",
    "sub",
    "split",
    "findall",
    "option",
    "argument",
}
SPOKEN = [
    path
    for path in MODULES
    if path.relative_to(ROOT / "generator").parts[0] not in ("cli", "editing", "locale")
]
STILL_BOKMAL = {
    "alarm", "archive", "clock", "files", "folder", "history", "history_file", "messages", "moves",
    "phrases", "plain_words", "server",
}  # fmt: skip
"""Modules that speak of wrong usage and broken files, in bokmål, or know words of other sites."""


def plain_texts(tree: ast.Module) -> Iterator[str]:
    """Yield the strings of a module that no function of the catalogue gets."""
    skipped = {id(x) for x in ast.walk(tree) if isinstance(x, ast.Expr)}
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in CALLS or name in PATTERNS:
                continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        waiting += [
            x
            for x in ast.iter_child_nodes(node)
            if not (
                isinstance(x, ast.Expr) and id(x) in skipped and isinstance(x.value, ast.Constant)
            )
        ]


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_a_module_has_no_text_outside_the_catalogue(path: Path) -> None:
    """A Norwegian sentence in the code is fetched by `_`, `say` or the like."""
    if path.stem not in STILL_BOKMAL:
        found = plain_texts(ast.parse(path.read_text("utf-8")))
        assert [text for text in found if NORWEGIAN.search(text)] == []
