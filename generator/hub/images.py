"""The images of a hub: the only files of `content` that are published as they are.

In: the path of a file in `content/assets`, and its first bytes. Out: what is wrong with it, in
Norwegian. Every shell publishes what `images` lists. Other files would be shown by the site's own
address with all that a page may do: an HTML or SVG file can hold scripts, and a script could take
the place of our own. Scripts, styles and SVG icons belong in `overrides/`, which no editor changes.
"""

import re
from pathlib import Path, PurePosixPath

from generator.hub.field_types import is_device
from generator.hub.files import found
from generator.language import say

IMAGES = "content/assets"
PUBLISHED = "assets"
"""The folder of the site in which the images are."""
TYPES = {
    ".avif": re.compile(rb".{4}ftypavi[fs]", re.DOTALL),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".ico": re.compile(rb"\x00\x00\x01\x00"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}
"""The end of the name of an image in small letters -> what its bytes start with."""

_NAME = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*", re.ASCII)
_FIRST_BYTES = 16


def images(folder: Path) -> list[str]:
    """Return the paths of the images in a folder of assets that may be published.

    They are relative to it. Symbolic links are left out, and nothing is found behind one.
    """
    if folder.is_symlink() or folder.parent.is_symlink():
        return []
    return [
        file.relative_to(folder).as_posix()
        for file in found(folder, "**/*")
        if not file.is_symlink() and not image_fault(folder, file)
    ]


def image_fault(folder: Path, file: Path) -> str | None:
    """Return why a file in a folder of assets is not published, in Norwegian, or None."""
    inner = PurePosixPath(file.relative_to(folder).as_posix())
    signature = TYPES.get(inner.suffix.lower())
    if signature is None:
        kinds = ", ".join(f"«{suffix}»" for suffix in TYPES)
        return say(
            "filen blir ikke publisert, for her ligger bare bilder (%(kinds)s); flytt den ut",
            kinds=kinds,
        )
    if not all(_NAME.fullmatch(part) for part in inner.parts):
        return say(
            "filnavnet blir adressen til bildet; bruk bare bokstaver a–z, tall, "
            "bindestrek, understrek og punktum"
        )
    if any(is_device(part.partition(".")[0]) for part in inner.parts):
        return say("Windows kan ikke lagre en fil med dette navnet; gi bildet et annet navn")
    try:
        start = b""
        if file.is_file():  # reading anything else, such as a pipe, might never end
            with file.open("rb") as opened:
                start = opened.read(_FIRST_BYTES)
    except OSError:
        return say("bildet kan ikke leses; sjekk at det er en fil, og at du har lov til å lese den")
    if not signature.match(start):
        return say(
            "filen er ikke et bilde av typen «%(suffix)s»; lagre bildet på nytt",
            suffix=inner.suffix,
        )
    return None
