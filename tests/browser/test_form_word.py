"""A form as a Word document: each field is a content control with its key and its text."""

import io
import random
import re
import zipfile
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page

from tests.browser.form_page import save
from tests.browser.form_scripts import run
from tests.browser.test_form_files import PARTS_OF, a_form

pytestmark = pytest.mark.browser

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = (
    "",
    "Kari Fjell",
    "Sámi ŋđč",
    "<w:t> & «sitat»",
    "linje\nlinje",
    "🏥",
    "  to  blanke ",
    "a\0b",
)
AS_BYTES = """const bytes = await wordOf(input).arrayBuffer()
  return [...new Uint8Array(bytes)]"""


def document(data: bytes) -> etree._Element:
    """Return the tree of a Word document, after checking the package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert names[0] == "[Content_Types].xml"
        trees = {name: etree.fromstring(package.read(name)) for name in names}
    types = trees["[Content_Types].xml"]
    parts = {x.get("PartName").lstrip("/") for x in types if x.get("PartName")}
    assert parts == {"word/document.xml", "word/styles.xml"} <= set(names)
    return trees["word/document.xml"]


def controls(tree: etree._Element) -> dict[str, str]:
    """Return key -> text of each content control; nothing for one that shows its placeholder."""
    found = {}
    for control in tree.iter(f"{W}sdt"):
        head, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        assert head is not None
        assert content is not None
        key = head.find(f"{W}tag").get(f"{W}val")
        assert key not in found
        is_empty = head.find(f"{W}showingPlcHdr") is not None
        text = "".join(
            "\n" if x.tag == f"{W}br" else x.text or "" for x in content.iter(f"{W}t", f"{W}br")
        )
        assert text
        found[key] = "" if is_empty else text
    return found


def keys_of(form: dict[str, Any]) -> list[str]:
    """Return the keys of a form, without those of copies."""
    keys = [
        f"{field['id']}.{part}" if part else field["id"]
        for each in form["parts"]
        for field in each["fields"]
        for part in PARTS_OF.get(field["type"], ("",))
    ]
    return keys + [f"step:{step['id']}" for each in form["parts"] for step in each["steps"]]


def test_every_field_is_a_control_with_its_text(browser: Browser) -> None:
    """Of fifty forms with every type of field; what XML can't contain is left out."""
    chance = random.Random(5)
    for number in range(50):
        form = a_form(chance, number)
        values = {key: chance.choice(TEXTS) for key in keys_of(form) if not key.startswith("step:")}
        words = {"yes": "Ja"}
        for each in form["parts"]:
            for field in each["fields"]:
                if field["type"] == "yes-no":
                    values[field["id"]] = "yes"
        made = run(browser, f"return (async () => {{ {AS_BYTES} }})()", values, form)
        found = controls(document(bytes(made)))
        wanted = {key: words.get(text, text).replace("\0", "") for key, text in values.items()}
        steps = {key: text for key, text in found.items() if key.startswith("step:")}
        assert {key: x for key, x in found.items() if key not in steps} == wanted
        assert set(steps) == {key for key in keys_of(form) if key.startswith("step:")}


def test_choices_are_lists_in_the_order_of_the_schema(browser: Browser) -> None:
    """Word refuses a file in which the parts of a control stand in another order."""
    form = a_form(random.Random(1), 1)
    form["parts"][0]["fields"] = [
        {**form["parts"][0]["fields"][0], "id": "valg", "type": "choice", "options": ["a", "b & c"]}
    ]
    made = run(browser, f"return (async () => {{ {AS_BYTES} }})()", {"valg": "b & c"}, form)
    for control in document(bytes(made)).iter(f"{W}sdt"):
        names = [re.sub(r"\{.*\}", "", x.tag) for x in control.find(f"{W}sdtPr")]
        assert names[:2] == ["alias", "tag"]
        assert names[-1] in ("text", "dropDownList")
        assert names[2:-1] in ([], ["showingPlcHdr"])
        if control.find(f".//{W}tag").get(f"{W}val") == "valg":
            items = [x.get(f"{W}value") for x in control.iter(f"{W}listItem")]
            assert items == ["a", "b & c"]


def test_the_page_saves_its_form_as_word(form: Page) -> None:
    """With what is written, and 60 fields and the period to fill in."""
    form.locator("#f_kommune").fill("Fjell & Dal")
    form.locator("#f_neste-kurs").fill("en\nto")
    download = save(form, "Lagre som Word")
    assert download.suggested_filename.endswith(".docx")
    found = controls(document(download.path().read_bytes()))
    assert len(found) == 62  # yes and no are one control; two share one field of the PDF
    assert found["kommune"] == "Fjell & Dal"
    assert found["neste-kurs"] == "en\nto"
    assert found["leder"] == ""
