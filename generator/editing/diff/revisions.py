"""A revision in git, or a folder -> an edition of the hub.

In: the folder of a hub, and the name of a revision or of another folder. Out: the hub and its
settings as they were. Git reads the files from its own store, so the work tree is not touched.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.hub.kinds import CONTENT, KINDS, OPTIONS_FILE
from generator.hub.links import Link
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.hub.options import Options
from generator.hub.options_file import MKDOCS_FILES, newer_format, read_options
from generator.hub.origins import Origins
from generator.language import SOURCE
from generator.problems import errors

_WANTED = frozenset(
    (OPTIONS_FILE, *MKDOCS_FILES, *(kind.path.split("/")[0] for kind in KINDS), CONTENT)
)
_FILE = "100"  # how the mode of a file begins; links and submodules are left out


class UnreadableError(ValueError):
    """An edition cannot be read; the message is one Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A hub at one time."""

    name: str
    """The name of the folder or revision that was read; empty for the files as they are now."""
    hub: Hub
    origins: Origins
    options: Options


def edition(root: Path, name: str) -> Edition:
    """Return the edition of the hub in `root` that a name stands for.

    `name` is that of a folder with a hub, or of a revision; empty for `root` itself. A branch that
    the clone has only as that of its origin is read there; the name of the edition then says so.
    Sources in an older format are read as that format means them. Raises UnreadableError.
    """
    if not name:
        return _read(root, name)
    if Path(name).is_dir():
        return _read(Path(name), name)
    for revision in (name, f"origin/{name}"):
        if commit := _commit_of(root, revision):
            with _folder_of(root, revision, commit) as folder:
                return _read(folder, revision)
    raise UnreadableError(_why_unknown(root, name))


def _commit_of(root: Path, revision: str) -> str:
    """Return the commit of a revision; empty if git knows none by that name."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{}}")
    return (found or b"").decode().strip()


def _why_unknown(root: Path, name: str) -> str:
    """Return why git does not know a revision, and what helps."""
    if (_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true":
        return (
            f"«{name}» finnes ikke her, for klonen mangler tidligere utgaver og andre grener; hent "
            'dem med git fetch --unshallow origin "+refs/heads/*:refs/remotes/origin/*"'
        )
    return f"«{name}» er verken en mappe eller en revisjon i git"


def _read(folder: Path, name: str) -> Edition:
    said = f"utgaven «{name}»" if name else "huben slik den er nå"
    options, wrong = read_options(folder, variables={})
    if newer := newer_format(wrong):
        raise UnreadableError(f"{said} kan ikke leses: {newer.message}")
    if not any((folder / kind.path).exists() for kind in KINDS):
        raise UnreadableError(f"{said} er ingen hub: den har ikke «{KINDS[0].path}»")
    hub, origins, found = read_hub(folder)
    if faults := errors(sorted([*wrong, *found])):
        more = f" (og {len(faults) - 1} feil til)" if len(faults) > 1 else ""
        raise UnreadableError(f"{said} kan ikke leses: {faults[0]}{more}")
    assert options is not None  # without errors there are settings
    links = tuple(_with_language(link, options) for link in hub.links)
    return Edition(name, hub.model_copy(update={"links": links}), origins, options)


def _with_language(link: Link, options: Options) -> Link:
    """Return a link with its language, as the format of its hub means it."""
    default = SOURCE if options.format == 1 else options.language
    return link.model_copy(update={"language": link.language or default})


@contextmanager
def _folder_of(root: Path, revision: str, commit: str) -> Iterator[Path]:
    """Give a folder with the sources of a hub as they were in a commit, for as long as needed.

    `revision` is what the message calls the commit.
    """
    prefix = (_git(root, "rev-parse", "--show-prefix") or b"").decode().strip()
    tree = f"{commit}:{prefix}"
    listed = _git(root, "ls-tree", "--full-tree", "-r", "-z", tree)
    if listed is None:
        raise UnreadableError(f"utgaven «{revision}» har ikke mappen «{prefix}»")
    files = dict(_files(listed.decode("utf-8", "surrogateescape")))
    with tempfile.TemporaryDirectory(prefix="rollehub-") as name:
        folder = Path(name)
        for path, data in zip(files, _contents(root, list(files.values())), strict=True):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        yield folder


def _files(listed: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the id of each source in the output of `git ls-tree -z`."""
    for row in listed.split("\0"):
        about, _, path = row.partition("\t")
        parts = PurePosixPath(path).parts
        if path and about.startswith(_FILE) and parts[0] in _WANTED and ".." not in parts:
            yield path, about.split()[2]


def _contents(root: Path, ids: list[str]) -> Iterator[bytes]:
    """Yield the contents of some files in git's store."""
    asked = "".join(f"{id_}\n" for id_ in ids).encode()
    data = _git(root, "cat-file", "--batch", given=asked)
    if data is None:
        raise UnreadableError("git kan ikke lese alle filene; er arkivet helt?")
    start = 0
    for _ in ids:
        end = data.index(b"\n", start)
        size = int(data[start:end].split()[2])
        yield data[end + 1 : end + 1 + size]
        start = end + 2 + size


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """Return what git prints, or None if it refuses. Raises UnreadableError if there is no git."""
    variables = {key: x for key, x in os.environ.items() if key not in ("GIT_DIR", "GIT_WORK_TREE")}
    try:
        ran = subprocess.run(  # noqa: S603 - the arguments are ours, and a name that git verifies
            ["git", "-C", str(root), *arguments],  # noqa: S607 - the git of the machine
            input=given,
            env=variables,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise UnreadableError("git er ikke installert; oppgi to mapper i stedet") from error
    return ran.stdout if ran.returncode == 0 else None
