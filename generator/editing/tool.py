"""How a hub asks for the version of Rollehub that made it.

In: the metadata of the installed package. Out: a line of `requirements.txt`, and the package itself
if it was installed from a file.
"""

import json
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

FOLDER = "packages"
"""The folder of a hub with the package, if it comes from a file."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One version of Rollehub."""

    version: str
    requirement: str
    """For `requirements.txt`: a version, a path in the hub, or an address with its hash."""
    wheel: Path | None = None
    """The package, which the hub keeps in `FOLDER`."""


def installed() -> Tool:
    """Return the running version."""
    return tool_of(distribution("rollehub"))


def tool_of(found: Distribution) -> Tool:
    """Return the version of a distribution, and where to get it again.

    An installer notes an origin that is not an index in `direct_url.json`
    (https://packaging.python.org/en/latest/specifications/direct-url/).
    """
    version = found.version
    origin = json.loads(found.read_text("direct_url.json") or "{}")
    url = str(origin.get("url", ""))
    archive = origin.get("archive_info")
    if not url.endswith(".whl") or archive is None:  # an index, or a folder
        return Tool(version, f"rollehub=={version}")
    parts = urlsplit(url)
    if parts.scheme == "file":
        wheel = Path(url2pathname(unquote(parts.path)))
        if wheel.is_file():
            return Tool(version, f"./{FOLDER}/{wheel.name}", wheel)
        return Tool(version, f"rollehub=={version}")
    hashes = archive.get("hashes", {})
    mark = f"#sha256={hashes['sha256']}" if "sha256" in hashes else ""
    return Tool(version, f"rollehub @ {url}{mark}")
