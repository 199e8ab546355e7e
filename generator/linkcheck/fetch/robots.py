"""robots.txt files: what a host allows us to ask for (RFC 9309).

In: the bytes of a file, and URLs. Out: whether they may be requested. Protego reads the rules.
Nothing here does I/O.
"""

import asyncio
import re

from protego import Protego

from generator.linkcheck.fetch.limits import AGENT

CAP = 512 * 1024
"""Bytes that are read of a file; RFC 9309, 2.5, asks for at least 500 KiB."""
_LARGE = 32 * 1024  # bytes; longer files are handled in a thread, so that the run goes on meanwhile
_AGENT_LINE = re.compile(
    r"^([ \t]*+user[- ]?agent[ \t]*+:)([^\r\n#]*+)", re.IGNORECASE | re.MULTILINE
)
_OTHERS = "-"  # the name of everyone else; no product is called so


class Rules:
    """The rules of one file."""

    def __init__(self, data: bytes) -> None:
        """Read a file; bytes after `CAP` are left out."""
        text = data[:CAP].decode("utf-8-sig", "replace")
        self._is_large = len(text) > _LARGE
        self._rules = Protego.parse(_AGENT_LINE.sub(_ours_or_others, text))

    @classmethod
    async def read(cls, data: bytes) -> "Rules":
        """Read a file without delaying the run."""
        if len(data) <= _LARGE:
            return cls(data)
        return await asyncio.to_thread(cls, data)

    async def allow(self, url: str) -> bool:
        """Whether we may ask for a URL."""
        if not self._is_large:
            return bool(self._rules.can_fetch(url, AGENT))
        return bool(await asyncio.to_thread(self._rules.can_fetch, url, AGENT))


def _ours_or_others(line: re.Match[str]) -> str:
    """Return a `User-agent` line with the names that are not ours as one.

    Protego keeps the rules of a group once for each of its names. Ten thousand names with ten
    thousand rules would take all memory.
    """
    name = line[2].strip().lower()
    ours = name == "*" or (
        name.replace("*", "") and AGENT.lower().startswith(name.replace("*", ""))
    )
    return line[0] if ours else f"{line[1]} {_OTHERS}"
