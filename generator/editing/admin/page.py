"""The page of a web form, and the program on it, which asks no other host.

In: the installed packages, and what the form may connect to. Out: path -> bytes of the page, the
program, its fonts, its translations and ours, and our script with rules for some fields. The
program names hosts with fonts, scripts and news of new versions: those names are replaced by files
beside the page, or by a name that leads nowhere. The policy of the page refuses everything else.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template

_HERE = Path(__file__).parent
_CMS = "@sveltia/cms"
_PROGRAM = "sveltia-cms.js"
_FIELDS = "fields.js"
_NORWEGIAN = "nb.json"
_LANGUAGES = ("ja,ko,nl", "ja,ko,nb,nl")
"""A part of the program's list of languages, and that part with ours."""
_NOWHERE = "missing"
_FONTS = {
    "source-sans-3:vf@5.3.0/latin-wght-normal": "@fontsource-variable/source-sans-3",
    "noto-mono@5.3.0/latin-400-normal": "@fontsource/noto-mono",
    "material-symbols-outlined:vf@5.3.7/latin-wght-normal": (
        "@fontsource-variable/material-symbols-outlined"
    ),
}
"""What the program asks a host for -> the package with it."""
_FONT_HOST = "https://cdn.jsdelivr.net/fontsource/fonts/"
_HOSTS = {
    "https://unpkg.com/@sveltia/cms": "sveltia",
    "https://unpkg.com": _NOWHERE,
    "https://www.githubstatus.com/api": _NOWHERE,
    "https://status-api.hostedstatus.com": _NOWHERE,
}
"""A host that the program asks without being told to -> the folder that takes its place."""


def form_files(packages: Path, origins: Iterable[str]) -> dict[str, bytes]:
    """Return the files of a form, except its settings.

    `packages` is the folder `node_modules`, and `origins` are those of the code host. Raises
    ValueError if the program is another than this module knows, and OSError.
    """
    cms = packages / _CMS
    program, fonts = _program((cms / "dist" / _PROGRAM).read_text("utf-8"), packages)
    version = json.loads((cms / "package.json").read_bytes())["version"]
    locales = {
        f"sveltia@{version}/locales/{path.name}": path.read_bytes()
        for path in sorted((cms / "locales").glob("*.json"))
    }
    locales[f"sveltia@{version}/locales/{_NORWEGIAN}"] = (_HERE / _NORWEGIAN).read_bytes()
    page = Template((_HERE / "page.html").read_text("utf-8")).substitute(
        policy=policy(origins), program=_PROGRAM, fields=_FIELDS
    )
    return {
        "index.html": page.encode(),
        _PROGRAM: program.encode(),
        _FIELDS: (_HERE / _FIELDS).read_bytes(),
        # The program looks here for a newer version of itself.
        "sveltia/package.json": json.dumps({"version": version}).encode(),
        "licences.txt": _licences(packages).encode(),
        **fonts,
        **locales,
    }


def policy(origins: Iterable[str]) -> str:
    """Return the Content-Security-Policy of the page."""
    rules: Mapping[str, Iterable[str]] = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        # The program writes its own styles into the page.
        "style-src": ["'self'", "'unsafe-inline'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "connect-src": ["'self'", "blob:", "data:", *origins],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def _program(text: str, packages: Path) -> tuple[str, dict[str, bytes]]:
    """Return the program without the names of hosts and with our language, and its fonts."""
    fonts = {}
    replaced = {}
    for asked, package in _FONTS.items():
        family, _, variant = asked.replace("@", "/").partition("/")
        family, subset = family.partition(":")[0], variant.rpartition("/")[2]
        path = f"fonts/{family}-{subset}.woff2"
        fonts[path] = (packages / package / "files" / f"{family}-{subset}.woff2").read_bytes()
        replaced[f"{_FONT_HOST}{asked}.woff2"] = path
    for old, new in {**replaced, **_HOSTS, **dict([_LANGUAGES])}.items():
        if old not in text:
            raise ValueError(f"the program of {_CMS} no longer names {old}")
        text = text.replace(old, new)
    if _FONT_HOST in text:
        raise ValueError(f"the program of {_CMS} asks for fonts that are not installed")
    return text, fonts


def _licences(packages: Path) -> str:
    texts = {_CMS: "LICENSE.txt", **dict.fromkeys(_FONTS.values(), "LICENSE")}
    return "\n\n".join(
        f"{package}\n\n{(packages / package / name).read_text('utf-8').strip()}"
        for package, name in texts.items()
    )
