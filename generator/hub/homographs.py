"""Hosts whose letters only look like those of another host: shown as what they are.

In: text with addresses and names of hosts. Out: the same, with such hosts in punycode. Pure; a text
in ASCII is returned as it is.

Hosts with the letters that Norwegians read every day stay as they are. All others are shown in
punycode (RFC 3492), honest ones too: who reads a report reads Norwegian.
"""

import re
import unicodedata

_KNOWN = frozenset("æøåäöéü")
_DOTS = re.compile("[.\u3002\uff0e\uff61]")  # what browsers take for a dot (UTS #46)
# An address, of which only the host may change, or the name of a host in running text.
_WITH_HOST = re.compile(
    r"(?P<before>(?i:https?)://(?:[^\s/?#@]*@)?)(?P<host>[^\s/?#]*)(?P<after>\S*)"
    r"|(?<![\w./@%=&?#-])(?P<name>[\w-]+(?:[.\u3002\uff0e\uff61][\w-]+)+)"
)


def is_homograph(host: str) -> bool:
    """Return whether a host has letters that a Norwegian reader may take for others."""
    return any(not letter.isascii() and letter not in _KNOWN for letter in host.lower())


def with_plain_hosts(text: str) -> str:
    """Return the text with every host that may be taken for another one in punycode."""
    return text if text.isascii() else _WITH_HOST.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    host = found["name"] or found["host"]
    if not is_homograph(host):
        return found[0]
    name = ".".join(map(_ascii, _DOTS.split(host)))
    return name if found["name"] else f"{found['before']}{name}{found['after']}"


def _ascii(label: str) -> str:
    folded = unicodedata.normalize("NFKC", label).lower()
    return folded if folded.isascii() else f"xn--{folded.encode('punycode').decode()}"
