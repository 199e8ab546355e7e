"""The static files of the site; its scripts and stylesheet are joined from parts.

In: the folders with assets, the hub's own and the tool's. Out: the files to publish.

The sources are small files by subject, but a browser should fetch few files: each is one more
request on a first visit. ES modules are ruled out by the offline copy: browsers refuse to load them
from `file:` addresses. So the parts are classic scripts without imports, joined when the site is
built. The parts of one published script share their names, and nothing outside sees them. Comments
are removed, so that they cost readers no bytes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.hub.files import found, is_ignored
from generator.hub.images import TYPES, images
from generator.hub.kinds import CONTENT
from generator.language import Language, language_of, say
from generator.site.accent import accent_rules
from generator.site.errors import SiteError
from generator.site.script_texts import plural_form, with_texts
from generator.site.settings import STYLESHEET, Settings

FOLDER = "assets"
"""Where static files are in a folder of overrides, and on the site."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "assets/javascripts/hub.js": (
        "assets/javascripts/texts.js",
        "assets/javascripts/hub/places.js",
        "assets/javascripts/hub/storage.js",
        "assets/javascripts/hub/language.js",
        "assets/javascripts/hub/role.js",
        "assets/javascripts/hub/terms.js",
        "assets/javascripts/hub/answers.js",
        "assets/javascripts/hub/page.js",
        "assets/javascripts/hub/copy.js",
        "assets/javascripts/hub/filter.js",
        "assets/javascripts/hub/share.js",
        "assets/javascripts/search/open.js",
        "assets/javascripts/hub/start.js",
    ),
    "assets/javascripts/search.js": (
        "assets/javascripts/search/words.js",
        "assets/javascripts/search/rules",
        "assets/javascripts/search/spelling.js",
        "assets/javascripts/search/query.js",
        "assets/javascripts/search/score.js",
        "assets/javascripts/search/excerpt.js",
        "assets/javascripts/search/parts.js",
        "assets/javascripts/search/engine.js",
    ),
    "assets/javascripts/find.js": (
        "assets/javascripts/texts.js",
        "assets/javascripts/search/elements.js",
        "assets/javascripts/search/filters.js",
        "assets/javascripts/search/hits.js",
        "assets/javascripts/search/field.js",
        "assets/javascripts/search/results.js",
    ),
    "assets/javascripts/forms.js": (
        "assets/javascripts/texts.js",
        "assets/javascripts/forms/dates.js",
        "assets/javascripts/forms/amounts.js",
        "assets/javascripts/forms/definition.js",
        "assets/javascripts/forms/files.js",
        "assets/javascripts/forms/calendar.js",
        "assets/javascripts/forms/values.js",
        "assets/javascripts/forms/standalone.js",
        "assets/javascripts/forms/zip.js",
        "assets/javascripts/forms/word.js",
        "assets/javascripts/forms/timeline.js",
        "assets/javascripts/forms/progress.js",
        "assets/javascripts/forms/guide.js",
        "assets/javascripts/forms/pdf.js",
        "assets/javascripts/forms/storing.js",
        "assets/javascripts/forms/start.js",
    ),
    "assets/stylesheets/hub.css": (
        "assets/stylesheets/hub/variables.css",
        "assets/stylesheets/hub/base.css",
        "assets/stylesheets/hub/text.css",
        "assets/stylesheets/hub/frame.css",
        "assets/stylesheets/hub/front.css",
        "assets/stylesheets/hub/search.css",
        "assets/stylesheets/hub/results.css",
        "assets/stylesheets/hub/lists.css",
        "assets/stylesheets/hub/answers.css",
        "assets/stylesheets/hub/question.css",
        "assets/stylesheets/hub/share.css",
        "assets/stylesheets/hub/plans.css",
        "assets/stylesheets/hub/tasks.css",
        "assets/stylesheets/hub/forms.css",
        "assets/stylesheets/hub/screens.css",
        "assets/stylesheets/hub/print.css",
    ),
}
"""Path of a published file -> the paths of its parts in order, all from the site's root.

Top-level code of a script may use what earlier parts define; functions may use all parts. A folder
stands for one of its parts, which depends on the language of the site.
In the stylesheet, later rules win over equally specific earlier ones.
"""

FOR_FORMS = ("assets/javascripts/forms.js", "assets/vendor/")
"""The beginnings of the paths that only pages with guides and forms use."""

RULES: Mapping[str, str] = {"nb": "norwegian.js", "nn": "norwegian.js", "en": "english.js"}
"""Tag of a language -> the part in `search/rules` with its rules for the words of a search."""

_RULES_FOLDER = "assets/javascripts/search/rules"
_TEXTS = "assets/javascripts/texts.js"

PART_PATHS = frozenset(
    part
    for parts in PARTS.values()
    for path in parts
    for part in ([f"{path}/{x}" for x in RULES.values()] if path == _RULES_FOLDER else [path])
)
"""The paths of all parts; they are not published themselves."""

_FOR_MAKERS = re.compile(r"\.(?:html?|j2|md|pyc?|xhtml|xml|ya?ml)$", re.IGNORECASE)

# A text over several lines, such as a JavaScript template, must not contain a line of this form.
_COMMENT_OR_BLANK = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)?\n", re.MULTILINE | re.DOTALL
)
_AS_WRITTEN = re.compile(r"""(/\*.*?\*/|"[^"\n]*"|'[^'\n]*')""", re.DOTALL)
_AROUND_MARKS = re.compile(r"\s*([{};,])\s*")


def overrides_folder() -> Path:
    """Return the tool's own folder of templates and assets: in the package, or beside it."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "overrides"
    return packaged if packaged.is_dir() else package.with_name("overrides")


def override_folders(settings: Settings) -> list[Path]:
    """Return the folders of templates and assets; a file in the first hides its namesakes."""
    return [folder for folder in (settings.own_overrides, overrides_folder()) if folder]


def static_files(settings: Settings) -> dict[str, bytes]:
    """Return path from the site's root -> content of every static file.

    Editors write in the hub's assets, so only images are published from there; they hide those of
    the folders of overrides. Raises SiteError if a part is missing, or if a file cannot be read.
    """
    files = _static_paths(settings)
    for message in missing_files(settings, files):
        raise SiteError(message)
    try:
        contents = {path: file.read_bytes() for path, file in sorted(files.items())}
        parts = {path: contents.pop(path).decode() for path in PART_PATHS & contents.keys()}
    except (OSError, UnicodeError) as error:
        raise SiteError(
            say("en fil under %(folder)s kan ikke leses: %(error)s", folder=FOLDER, error=error)
        ) from error
    joined = join_assets(parts, language_of(settings.language))
    joined[STYLESHEET] += accent_rules(settings)
    return contents | {path: text.encode() for path, text in joined.items()}


def missing_files(settings: Settings, files: Mapping[str, Path] | None = None) -> Iterator[str]:
    """Yield a sentence, in Norwegian, for each file that the settings name and no folder has.

    `files` are those of the folders, if they have been found already.
    """
    if files is None:
        files = _static_paths(settings)
    published = (files.keys() - PART_PATHS) | PARTS.keys()
    named = [("favicon", settings.favicon), ("logo", settings.logo)]
    named += [("stylesheets", path) for path in settings.stylesheets]
    for setting, path in named:
        if path is not None and path not in published:
            places = [f"{settings.overrides}/{path}"]
            places += [f"{CONTENT}/{path}"] if PurePosixPath(path).suffix in TYPES else []
            yield say(
                "innstillingen «%(setting)s» viser til «%(path)s», som ikke finnes; legg filen i "
                "%(place)s",
                setting=setting, path=path, place=say(" eller ").join(places),
            )  # fmt: skip


def _static_paths(settings: Settings) -> dict[str, Path]:
    """Return path from the site's root -> file of every static file, or part of one."""
    files: dict[str, Path] = {}
    for folder in reversed(override_folders(settings)):
        files |= _at_root(folder / FOLDER, _own_files(folder))
    if settings.own_assets:
        files |= _at_root(settings.own_assets, images(settings.own_assets))
    return files


def _at_root(folder: Path, paths: Iterable[str]) -> dict[str, Path]:
    """Return path from the site's root -> file of these files in a folder of assets."""
    return {f"{FOLDER}/{path}": folder / path for path in paths}


def is_published(path: str) -> bool:
    """Whether a file in the assets of a folder of overrides is published, or joined from.

    `path` is relative to the folder of assets. Files of editors and systems, templates and notes
    are not for readers.
    """
    return not _FOR_MAKERS.search(path) and not is_ignored(path)


def _own_files(overrides: Path) -> Iterator[str]:
    """Yield the path of each file to publish, or join from, in the assets of some overrides."""
    folder = overrides / FOLDER
    if not folder.is_symlink():
        for path, file in ((x.relative_to(folder).as_posix(), x) for x in found(folder, "**/*")):
            if is_published(path) and file.is_file() and not file.is_symlink():
                yield path


def join_assets(texts: Mapping[str, str], language: Language | None = None) -> dict[str, str]:
    """Return the path and the text of each file to publish.

    `texts` are the parts, path -> text. Each script becomes one function in strict mode that is
    called at once, with its texts and rules in the language. Comments that fill whole lines, and
    blank lines, are removed, and in styles what is blank around marks. Raises SiteError if a part
    is missing.
    """
    return {path: _joined(path, texts, language or Language()) for path in PARTS}


def _joined(path: str, texts: Mapping[str, str], language: Language) -> str:
    rules = f"{_RULES_FOLDER}/{RULES[language.tag]}"
    parts = [rules if part == _RULES_FOLDER else part for part in PARTS[path]]
    missing = [part for part in parts if part not in texts]
    if missing:
        raise SiteError(
            say(
                "filer i mappen overrides mangler: %(path)s trenger %(missing)s",
                path=path,
                missing=", ".join(missing),
            )
        )
    code = _COMMENT_OR_BLANK.sub("", "".join(f"{texts[part]}\n" for part in parts))
    if not path.endswith(".js"):
        return _without_blanks(code)
    if _TEXTS in parts:
        code = plural_form(language) + with_texts(code, language)
    return f'(() => {{\n"use strict"\n{code}}})()\n'


def _without_blanks(styles: str) -> str:
    """Return styles without blanks around marks; quoted texts and comments stay as they are."""
    parts = _AS_WRITTEN.split(styles)
    parts[::2] = [_AROUND_MARKS.sub(r"\1", part) for part in parts[::2]]
    return "".join(parts)
