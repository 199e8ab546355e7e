"""Files that are read again are parsed again only when they changed."""

from generator.sources.known import KnownFiles
from generator.sources.reader import read


def test_a_file_that_is_the_same_gives_the_same_document() -> None:
    """Whatever its name; a change of any byte gives a new one, and the old bytes again do too."""
    known = KnownFiles()
    first, _ = known("a.yaml", b"a: 1")
    assert known("a.yaml", b"a: 1")[0] is first
    assert known("b.yaml", b"a: 1")[0] is not first
    changed, _ = known("a.yaml", b"a: 2")
    assert changed is not None
    assert changed.data == {"a": 2}
    assert known("a.yaml", b"a: 1") == (first, [])


def test_a_file_with_problems_is_read_each_time() -> None:
    """They are told each time, and the last good document is no answer to them."""
    known = KnownFiles()
    known("a.yaml", b"a: 1")
    for raw in (b"a: [", b"", b"a: 1\na: 2", b"\xff"):
        for _ in range(2):
            assert known("a.yaml", raw) == read("a.yaml", raw)
