"""The text of a YAML file -> the same values and comments in the one canonical form.

The form is the one that the web form writes, so that the two change nothing of each other's: block
lists and mappings, no folded text, quotes only where they are needed, no empty lines but those
beside comments. Reads and writes no file.
"""

from collections.abc import Callable, Sequence

from generator.sources.commented import Entries, Entry, tree
from generator.sources.document import Location
from generator.sources.scalars import keeps_line_ends, key_spelling, spelling

KeyOrder = Callable[[Location], Sequence[str]]
"""The location of a mapping -> its keys in order; those it does not name come last, as written."""
IsListed = Callable[[Location], bool]
"""The location of a mapping -> whether it is the one item of a list that was left out."""
_INDENT = "  "


def canonical(
    text: str, order: KeyOrder = lambda _: (), is_listed: IsListed = lambda _: False
) -> str:
    """Return the text of a file in its canonical form.

    The text must be YAML as `reader.parse` reads it, without problems. The values are the same
    afterwards, but for lists that were left out, and so are the comments, which follow their keys.
    """
    root = tree(text)
    writer = _Writer(order, is_listed)
    writer.write_root(root)
    return "".join(f"{line}\n" for line in writer.lines)


class _Writer:
    """Collects the lines of the canonical form."""

    def __init__(self, order: KeyOrder, is_listed: IsListed) -> None:
        self._order = order
        self._is_listed = is_listed
        self.lines: list[str] = []
        self._is_open = False
        """Whether an empty line would be a part of the text above it."""

    def write_root(self, root: Entry) -> None:
        self._comments(root.head, "")
        if not isinstance(root.value, Entries) or not root.value.entries:
            self._scalar("", root, "")
            self._comments(root.value.foot if isinstance(root.value, Entries) else [], "")
            return
        first = root.value.entries[0]
        if root.value.is_mapping and "" in first.head:  # about the file, not about its first key
            end = len(first.head) - first.head[::-1].index("")
            self._comments(first.head[:end], "")
            first.head = first.head[end:]
        self._entries(root.value, (), "", "")

    def _entries(self, collection: Entries, location: Location, indent: str, lead: str) -> None:
        """Write the entries of a collection; `lead` is what the first of them follows."""
        entries = collection.entries
        if collection.is_mapping:
            entries = self._sorted(entries, location)
        for number, entry in enumerate(entries):
            before = lead if number == 0 and lead else indent
            at: Location = (*location, number if entry.key is None else entry.key)
            if collection.is_mapping:
                self._pair(entry, at, indent, before, is_inline=bool(number == 0 and lead))
            else:
                self._item(entry, at, indent, before, is_inline=bool(number == 0 and lead))
        self._comments(collection.foot, indent)

    def _sorted(self, entries: list[Entry], location: Location) -> list[Entry]:
        wanted = {key: number for number, key in enumerate(self._order(location))}
        return sorted(entries, key=lambda entry: wanted.get(entry.key or "", len(wanted)))

    def _pair(
        self, entry: Entry, location: Location, indent: str, before: str, *, is_inline: bool
    ) -> None:
        if not is_inline:
            self._comments(entry.head, indent)
        start = f"{before}{key_spelling(entry.key or '')}:"
        if isinstance(entry.value, Entries) and entry.value.entries:
            self._line(f"{start} {entry.tail}".rstrip())
            is_lone = entry.value.is_mapping and self._is_listed(location)
            inner = _list_of_one(entry.value) if is_lone else entry.value
            self._entries(inner, location, indent + _INDENT, "")
        else:
            self._scalar(f"{start} ", entry, indent + _INDENT)

    def _item(
        self, entry: Entry, location: Location, indent: str, before: str, *, is_inline: bool
    ) -> None:
        value = entry.value
        if not is_inline:
            self._comments([*entry.head, *self._lifted(entry, location)], indent)
        if isinstance(value, Entries) and value.entries:
            self._entries(value, location, indent + _INDENT, f"{before}- ")
        else:
            self._scalar(f"{before}- ", entry, indent + _INDENT)

    def _lifted(self, entry: Entry, location: Location) -> list[str]:
        """Return the comments of an item for which its first line has no place."""
        lifted: list[str] = []
        while isinstance(entry.value, Entries) and entry.value.entries:
            lifted += [entry.tail] if entry.tail else []
            entries = entry.value.entries
            if not entry.value.is_mapping:
                first, at = entries[0], (*location, 0)
                lifted += first.head
                entry, location = first, at
                continue
            lifted += self._sorted(entries, location)[0].head
            break
        return lifted

    def _scalar(self, start: str, entry: Entry, indent: str) -> None:
        """Write a scalar, or an empty collection."""
        if isinstance(entry.value, Entries):
            written = "{}" if entry.value.is_mapping else "[]"
        else:
            written = spelling(entry.value, indent)
        first, *rest = written.split("\n")
        self._line(f"{start}{first} {entry.tail}" if entry.tail else f"{start}{first}")
        self.lines += rest
        self._is_open = isinstance(entry.value, str) and keeps_line_ends(entry.value)

    def _line(self, line: str) -> None:
        self.lines.append(line)
        self._is_open = False

    def _comments(self, comments: Sequence[str], indent: str) -> None:
        """Write comments; of several empty lines, and at the start of the file, one is too many."""
        for comment in comments:
            if comment:
                self._line(f"{indent}{comment}")
            elif self.lines and self.lines[-1] and not self._is_open:
                self.lines.append("")


def _list_of_one(value: Entries) -> Entries:
    item = Entry(value.start, value=value)
    made = Entries(
        is_mapping=False, column=value.column, is_flow=False, start=value.start, owner=item
    )
    made.entries.append(item)
    return made
