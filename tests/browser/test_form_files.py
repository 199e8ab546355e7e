"""Saved forms: what is saved is read back, what is damaged is refused, and calendars are valid."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
from playwright.sync_api import Browser

from tests.browser.form_scripts import run
from tests.site_fixtures import parse

pytestmark = pytest.mark.browser

SAVED = Path(__file__).with_name("saved")
TYPES = ("text", "long-text", "yes-no", "date", "period", "progress", "signature", "choice",
         "choices")  # fmt: skip
PARTS_OF = {"period": ("from", "to"), "progress": ("done", "remaining")}
TEXTS = (
    "", "Kari Fjell", "Øyvind Åsæl", "Sámi ŋđč", "</script><b>", "<!-- x", "]]>", "&amp; &lt;",
    '"sitat" og \'sitat\'', "linje\nlinje\r\nlinje", "\u2028\u2029", "\ufeff", "\0\b",
    "🏥 é é", "\\u003c",
    "__proto__", "null", "  blanke  ", "{{ x }} ${y}", "1.3.24–31.8.25 i 80 %",
)  # fmt: skip


def a_form(chance: random.Random, number: int) -> dict[str, Any]:
    """Return the definition of a form with random fields."""
    parts = []
    for place in range(chance.randrange(1, 4)):
        fields = [
            {"id": f"felt-{place}-{index}", "type": chance.choice(TYPES), "options": ["a", "b"],
             "label": chance.choice(TEXTS), "calendar": "", "rules": []}
            for index in range(chance.randrange(1, 6))
        ]  # fmt: skip
        steps = [{"id": f"steg-{place}", "title": "Steg"}] * chance.randrange(2)
        repeats = chance.choice(["", "arena"])
        parts.append({"id": f"del-{place}", "title": chance.choice(TEXTS), "repeats": repeats,
                      "steps": steps, "fields": fields})  # fmt: skip
    return {"kind": "form", "id": f"skjema-{number}", "title": chance.choice(TEXTS),
            "language": "nb", "hash": f"{number:016x}", "totals": [], "parts": parts}  # fmt: skip


def a_state(chance: random.Random, form: dict[str, Any]) -> dict[str, Any]:
    """Return what a reader may have written in a form, with things that it does not know."""
    keys = [
        f"{field['id']}.{part}" if part else field["id"]
        for each in form["parts"]
        for field in each["fields"]
        for part in PARTS_OF.get(field["type"], ("",))
    ]
    keys += [f"{key}~{chance.randrange(2, 4)}" for key in keys]
    keys += ["ukjent", "__proto__", "constructor", "felt-0-0~999"]

    def values() -> dict[str, str]:
        return {key: chance.choice(TEXTS) for key in keys if chance.random() < 0.7}

    before = {"saved": "2026-01-02T03:04:05.000Z", "values": values()}
    return {
        "values": values(), "revision": chance.randrange(1, 9),
        "previous": chance.choice([None, before]),
        "others": {"ny": {"a": [1, None, "</script>"]}} if chance.random() < 0.5 else {},
    }  # fmt: skip


def test_a_thousand_forms_are_read_back_as_they_were(browser: Browser) -> None:
    """As JSON and as HTML: every value, unknown keys, the revision and the one before it."""
    chance = random.Random(12)
    forms = [a_form(chance, number) for number in range(1000)]
    states = [a_state(chance, form) for form in forms]
    # The definition of the page is that of each form in turn. Playwright drops the key `__proto__`.
    code = """return JSON.parse(input).map(({ form, state }) => {
      Object.assign(definition, form)
      const data = asData(form, state, "2026-11-29T10:00:00.000Z")
      return [asJson(data), asHtml(data)].map((text) => JSON.stringify(fromText(text, form)))
    })"""
    pairs = [{"form": form, "state": state} for form, state in zip(forms, states, strict=True)]
    for state, results in zip(states, run(browser, code, json.dumps(pairs), {}), strict=True):
        wanted = {**state, "saved": "2026-11-29T10:00:00.000Z"}
        for result in results:
            read = json.loads(result)
            assert read == {"state": wanted, "isOther": False}


def test_the_file_shows_what_is_written(browser: Browser) -> None:
    """The HTML file is a page of its own, without scripts that run, that shows every value."""
    chance = random.Random(4)
    form = a_form(chance, 1)
    keys = [
        f"{field['id']}.{part}" if part else field["id"]
        for each in form["parts"]
        for field in each["fields"]
        for part in PARTS_OF.get(field["type"], ("",))
    ]
    values = {key: f"<{number}> & verdi" for number, key in enumerate(keys)}
    before = {"saved": "2026-01-02T03:04:05.000Z", "values": {keys[0]: "før"}}
    values["ukjent"] = "gammelt svar"
    state = {"values": values, "revision": 2, "others": {}, "previous": before}
    code = 'return asHtml(asData(definition, input, "2026-11-29T10:00:00.000Z"))'
    page = parse(run(browser, code, state, form))
    shown = page.one("main").text
    assert [text for text in (*values.values(), "ukjent") if text not in shown] == []
    assert "Revisjon 2, lagret 29. november 2026." in shown
    assert "Endret siden forrige revisjon" in shown
    assert [x["type"] for x in page.all("script")] == ["application/json"]
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


FORM: dict[str, Any] = {
    "kind": "form", "id": "plan", "title": "Plan", "language": "nb", "hash": "0" * 16, "totals": [],
    "parts": [{"id": "a", "title": "A", "repeats": "", "steps": [], "fields": [
        {"id": "navn", "type": "text", "label": "Navn", "options": [], "calendar": "", "rules": []},
    ]}],
}  # fmt: skip
GOOD: dict[str, Any] = {
    "format": 1, "kind": "form", "form": "plan", "hash": "0" * 16,
    "saved": "2026-11-29T10:00:00.000Z", "revision": 1, "values": {"navn": "A"}, "previous": None,
}  # fmt: skip
NOT_OURS, DAMAGED = "ikke lagret fra denne siden", "skadet"
BAD: dict[str, tuple[str, str]] = {
    "empty": ("", NOT_OURS),
    "text": ("Hei", NOT_OURS),
    "another page": ("<!doctype html><p>Hei", NOT_OURS),
    "a PDF": ("%PDF-1.7", NOT_OURS),
    "JSON of others": ('{"name": "x"}', NOT_OURS),
    "a list": ("[]", NOT_OURS),
    "cut JSON": (json.dumps(GOOD)[:-9], DAMAGED),
    "cut HTML": (f'<script type="application/json" id="rollehub-data">{json.dumps(GOOD)[:40]}',
                 DAMAGED),
    "no values": (json.dumps({**GOOD, "values": None}), DAMAGED),
    "values as a list": (json.dumps({**GOOD, "values": []}), DAMAGED),
    "no revision": (json.dumps({**GOOD, "revision": "to"}), DAMAGED),
    "revision 0": (json.dumps({**GOOD, "revision": 0}), DAMAGED),
    "no date": (json.dumps({**GOOD, "saved": "i går"}), DAMAGED),
    "bad revision before": (json.dumps({**GOOD, "previous": {"values": 1}}), DAMAGED),
    "another form": (json.dumps({**GOOD, "form": "avtale"}), "et annet skjema («avtale»)"),
    "a guide": (json.dumps({**GOOD, "kind": "guide"}), "et annet skjema"),
    "a newer format": (json.dumps({**GOOD, "format": 2}), "nyere utgave"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_what_it_should_be_is_refused(browser: Browser, name: str) -> None:
    """The reader is told what is wrong with it, and nothing is read from it."""
    text, said = BAD[name]
    read = run(browser, "return fromText(input, definition)", text, FORM)
    assert set(read) == {"problem"}
    assert said in read["problem"]


def test_a_good_file_is_not_refused(browser: Browser) -> None:
    """Also that of another version of the form, which the page tells of."""
    for changes, other in (({}, False), ({"hash": "1" * 16}, True)):
        text = json.dumps({**GOOD, **changes})
        read = run(browser, "return fromText(input, definition)", text, FORM)
        assert (read["isOther"], read["state"]["values"]) == (other, {"navn": "A"})


# --- calendars

TITLES = (
    "Revidere individuell utdanningsplan", "Møte; med, tegn \\ og\nlinjer", "Ø" * 200,
    "🏥" * 60, "a" * 66, "a" * 67, "a" * 68,
)  # fmt: skip


def test_a_calendar_is_read_by_others(browser: Browser) -> None:
    """icalendar reads the day and the title, and no line is longer than 75 octets."""
    code = """return input.map((title) => calendarOf(
      title, title, { year: 2028, month: 2, day: 29 }, new Date("2026-11-29T10:00:00Z"), "id"))"""
    for title, text in zip(TITLES, run(browser, code, list(TITLES)), strict=True):
        lines = text.encode().split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert b"\n" not in b"".join(lines)
        (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
        assert str(event["SUMMARY"]) == str(event["DESCRIPTION"]) == title
        assert event["DTSTART"].dt == date(2028, 2, 29)
        assert event["DTEND"].dt == date(2028, 3, 1)
        assert str(event["UID"]) == "id@rollehub"


# --- files of every format so far


def test_every_format_has_an_example() -> None:
    """A new format needs a new example; the old ones stay."""
    script = Path("overrides/assets/javascripts/forms/files.js")
    code = (Path(__file__).parents[2] / script).read_text("utf-8")
    newest = int(code.partition("const FORMAT = ")[2].partition("\n")[0])
    names = {
        f"format-{number}.{kind}" for number in range(1, newest + 1) for kind in ("html", "json")
    }
    assert {path.name for path in SAVED.iterdir()} == names


@pytest.mark.parametrize("path", sorted(SAVED.iterdir()), ids=lambda path: path.name)
def test_a_file_of_every_format_opens(browser: Browser, path: Path) -> None:
    """The same plan is in all of them."""
    form = {**FORM, "id": "individuell-utdanningsplan"}
    read = run(browser, "return fromText(input, definition)", path.read_text("utf-8"), form)
    state = read["state"]
    assert state["revision"] == 2
    assert state["values"]["kommune"] == "Fjell kommune"
    assert state["values"]["apen-praksis.done"] == "1.3.24–31.8.25 i 80 %; 2 mnd"
    assert state["previous"]["values"]["kommune"] == "Fjell"
