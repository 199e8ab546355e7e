"""Content codings: the bytes of a body -> what they stand for, a bounded piece at a time.

In: the `Content-Encoding` header (RFC 9110, 8.4.1), and chunks of a body. Out: decoded bytes, never
more than was asked for, so that a bomb costs no memory. Codings may be stacked: `deflate, br` was
deflated first and is undone last.
"""

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED = "gzip, deflate, br, zstd"
"""The `Accept-Encoding` header: what browsers accept."""
ERRORS = (zlib.error, brotli.error, zstd.ZstdError, EOFError)
"""What a decoder raises for bytes that are not of its coding."""
_MOST_CODINGS = 4  # more are a trick
_PIECE = 64 * 1024
_WINDOW = 8 * 1024 * 1024  # the most that zstd may look back (RFC 9659)


class _Decoder(Protocol):
    """One coding. Raises one of `ERRORS`."""

    def feed(self, data: bytes) -> bytes:
        """Take more coded bytes, and return a piece of decoded ones.

        An empty `data` asks for what is left of earlier bytes.
        """

    @property
    def pending(self) -> bool:
        """Whether more can be had without more coded bytes."""


class _Zlib:
    """gzip and deflate."""

    def __init__(self, wbits: int | None) -> None:
        self._stream = None if wbits is None else zlib.decompressobj(wbits=wbits)
        self._rest = b""

    @property
    def pending(self) -> bool:
        return bool(self._rest)

    def feed(self, data: bytes) -> bytes:
        data = self._rest + data
        if self._stream is None:  # `deflate` means zlib (RFC 9110); some servers omit its header
            is_zlib = data[:1] in (b"\x78", b"\x58", b"\x38", b"\x18", b"\x08", b"\x68")
            self._stream = zlib.decompressobj(wbits=15 if is_zlib else -15)
        part = self._stream.decompress(data, _PIECE)
        self._rest = self._stream.unconsumed_tail
        return part


class _Brotli:
    """br (RFC 7932)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._rest = b""
        self.pending = False

    def feed(self, data: bytes) -> bytes:
        self._rest += data
        if self._stream.is_finished():
            self.pending = False
            return b""
        taken = b""
        if self._stream.can_accept_more_data():
            taken, self._rest = self._rest, b""
        part: bytes = self._stream.process(taken, output_buffer_limit=_PIECE)
        self.pending = bool(part) and not self._stream.is_finished()
        return part


class _Zstd:
    """zstd (RFC 8878); frames may follow one another."""

    def __init__(self) -> None:
        self._new()
        self.pending = False

    def _new(self) -> None:
        limit = {int(zstd.DecompressionParameter.window_log_max): _WINDOW.bit_length() - 1}
        self._stream = zstd.ZstdDecompressor(options=limit)

    def feed(self, data: bytes) -> bytes:
        if self._stream.eof:
            data = self._stream.unused_data + data
            if not data:
                self.pending = False
                return b""
            self._new()
        part = self._stream.decompress(data, _PIECE)
        has_more = bool(self._stream.unused_data) if self._stream.eof else bool(part)
        self.pending = has_more
        return part


_DECODERS: dict[str, Callable[[], _Decoder]] = {
    "gzip": lambda: _Zlib(31),
    "x-gzip": lambda: _Zlib(31),
    "deflate": lambda: _Zlib(None),
    "br": _Brotli,
    "zstd": _Zstd,
}


class Decoding:
    """Undoes the codings of one body."""

    def __init__(self, header: str) -> None:
        names = [name.strip().lower() for name in header[:200].split(",")]
        names = [name for name in names if name not in ("", "identity")]
        self.unknown = any(name not in _DECODERS for name in names) or len(names) > _MOST_CODINGS
        """Whether a coding is unknown: then the bytes are left as they are, as browsers do."""
        known = [] if self.unknown else names
        self._decoders = [_DECODERS[name]() for name in reversed(known)]

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Yield what the next chunk stands for, in pieces of at most 64 KiB. Raises `ERRORS`.

        Nothing more is decoded than what is asked for.
        """
        return self._through(chunk, 0)

    def _through(self, data: bytes, at: int) -> Iterator[bytes]:
        """Yield what bytes become by the decoders from number `at` on."""
        if at == len(self._decoders):
            yield data
            return
        decoder = self._decoders[at]
        part = decoder.feed(data)
        while part:
            yield from self._through(part, at + 1)
            if not decoder.pending:
                return
            part = decoder.feed(b"")
