"""The pages of a document as images, and where on them there is ink."""

import struct
import zlib

import typst

from generator.site.paper.pdf import Document
from generator.site.paper.typesetting import fonts
from tests.site.paper.printed import DATE


def pictures(document: Document, ppi: int = 24) -> list[bytes]:
    """Return the pages of a document as PNG images, by default small ones."""
    compiler = typst.Compiler(document.template, font_paths=fonts(), ignore_system_fonts=True)
    made = compiler.compile(format="png", ppi=ppi, sys_inputs=document.inputs(DATE))
    assert made
    return made if isinstance(made, list) else [made]


def ink(png: bytes) -> tuple[float, float, float, float]:
    """Return the box around everything that is not white on an A4 page, in mm: left, top, right,
    bottom.
    """
    rows = pixels(png)
    inked = [(x, y) for y, row in enumerate(rows) for x, value in enumerate(row) if value < 250]
    unit = 210 / len(rows[0])
    xs, ys = [x for x, _ in inked], [y for _, y in inked]
    return min(xs) * unit, min(ys) * unit, (max(xs) + 1) * unit, (max(ys) + 1) * unit


def pixels(png: bytes) -> list[list[int]]:
    """Return the red channel of each pixel of an 8-bit RGBA PNG;
    https://www.w3.org/TR/png-3/#9Filters.
    """
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (8, 6)
    data, place = b"", 8
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + size]
        place += size + 12
    raw, stride, rows = zlib.decompress(data), width * 4, []
    above = bytearray(stride)
    for start in range(0, height * (stride + 1), stride + 1):
        kind, line = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for i in range(stride):
            a, b = line[i - 4] if i > 3 else 0, above[i]
            c = above[i - 4] if i > 3 else 0
            if kind == 4:
                d = a + b - c
                guess = min((abs(d - a), 0, a), (abs(d - b), 1, b), (abs(d - c), 2, c))[2]
            else:
                guess = (0, a, b, (a + b) // 2)[kind]
            line[i] = (line[i] + guess) & 255
        above = line
        rows.append(list(line[::4]))
    return rows
