"""Word documents with what python-docx cannot make: footnotes, and lists on several levels."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn


def add_footnotes(data: bytes | WordDocument, notes: Sequence[str]) -> WordDocument:
    """Return a document with footnotes, the marks of which end its last paragraph with words."""
    document = Document(io.BytesIO(data)) if isinstance(data, bytes) else data
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}">'
        f"<w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for number, kind in enumerate(("separator", "continuationSeparator"), -1)
    )
    texts = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    xml = f"<w:footnotes {nsdecls('w')}>{separators}{texts}</w:footnotes>".encode()
    uri = PackURI("/word/footnotes.xml")
    part = Part(uri, CONTENT_TYPE.WML_FOOTNOTES, xml, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    last = [x for x in document.paragraphs if x.text.strip()][-1]
    for number, _ in enumerate(notes, 1):
        mark = OxmlElement("w:footnoteReference", {qn("w:id"): str(number)})
        last.add_run()._r.append(mark)
    return document


def saved_word(document: WordDocument) -> bytes:
    """Return a document as a file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
