"""Content codings: each alone and stacked, in chunks of any size, and never more than asked for."""

import contextlib
import gzip
import itertools
import zlib

import brotli
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.linkcheck.fetch.codings import ERRORS, Decoding

PACK = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
MIB = 1 << 20


def decoded(header: str, body: bytes, size: int = 1000) -> bytes:
    """Return what a body stands for, when it comes in chunks of a size."""
    decoding = Decoding(header)
    chunks = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(piece for chunk in chunks for piece in decoding.pieces(chunk))


@given(
    st.binary(max_size=3000), st.lists(st.sampled_from(list(PACK)), max_size=3), st.integers(1, 999)
)
@settings(max_examples=150, deadline=None)
def test_codings_are_undone_in_reverse_order(data: bytes, names: list[str], size: int) -> None:
    """Whatever is packed, however often, comes out as it was."""
    packed = data
    for name in names:
        packed = PACK[name](packed)
    assert decoded(", ".join(names), packed, size) == data


@pytest.mark.parametrize("name", PACK)
def test_a_bomb_is_unpacked_only_as_far_as_it_is_asked_for(name: str) -> None:
    """Each piece is small, whatever the bomb would become."""
    decoding = Decoding(f"{name}, {name}")
    bomb = PACK[name](PACK[name](bytes(64 * MIB)))
    pieces = list(itertools.islice(decoding.pieces(bomb), 20))
    assert len(pieces) == 20
    assert max(map(len, pieces)) <= 256 * 1024


@pytest.mark.parametrize("header", ["sprek", "gzip, sprek", "utf-8", "gzip,gzip,gzip,gzip,gzip"])
def test_an_unknown_coding_leaves_the_bytes_as_they_are(header: str) -> None:
    """Browsers do so too; the body counts as unread."""
    assert Decoding(header).unknown
    assert decoded(header, b"<p>a") == b"<p>a"


@pytest.mark.parametrize("name", PACK)
@given(data=st.binary(max_size=300))
@settings(max_examples=50, deadline=None)
def test_garbage_raises_nothing_unknown(name: str, data: bytes) -> None:
    """Bytes of another kind raise one of the known errors, or are nothing yet."""
    with contextlib.suppress(*ERRORS):
        decoded(name, data)
