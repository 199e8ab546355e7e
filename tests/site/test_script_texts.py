"""The texts of the scripts: replaced when they are joined, whatever a text contains."""

import pytest

from generator.language import LANGUAGES, Language
from generator.site.assets import PART_PATHS, PARTS, RULES, join_assets
from generator.site.script_texts import plural_form, with_texts
from tests.site_fixtures import ROOT

ENGLISH = Language("en")
SCRIPTS = [path for path in PARTS if path.endswith(".js")]


def joined(tag: str) -> dict[str, str]:
    """Return the scripts in a language."""
    texts = {part: (ROOT / "overrides" / part).read_text("utf-8") for part in PART_PATHS}
    return join_assets(texts, Language(tag))


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ('const x = _("Lukk")', 'const x = _("Close")'),
        ('a(_("Lukk"), `${_("Søk")}`)', 'a(_("Close"), `${_("Search")}`)'),
        ('_("Bare %(role)s", { role: "Lukk" })', '_("Only %(role)s", { role: "Lukk" })'),
        ('pgettext("one", "Spørsmål")', 'pgettext("one", "Question")'),
        ('pgettext("many", "Spørsmål")', 'pgettext("many", "Questions")'),
        (
            'ngettext(\n  "%(num)s treff", "%(num)s treff", n,\n)',
            'ngettext(\n  "%(num)s result", "%(num)s results", n,\n)',
        ),
        (
            '_("Ingen treff på «%(query)s».", { query })',
            '_("No results for “%(query)s”.", { query })',
        ),
        ('_("Ukjent tekst")', '_("Ukjent tekst")'),
        ('kall_("Lukk")', 'kall_("Lukk")'),
        ('a._("Lukk")', 'a._("Lukk")'),
        ('"Lukk"', '"Lukk"'),
        ("const _ = (text) => text", "const _ = (text) => text"),
    ],
)
def test_the_texts_of_calls_are_replaced(code: str, english: str) -> None:
    """Everything else keeps its characters; a text that has no translation does too."""
    assert with_texts(code, ENGLISH) == english
    assert with_texts(code, Language()) == code


def test_a_text_with_quotes_stays_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A translation cannot end the string that it is in."""
    monkeypatch.setattr(Language, "gettext", lambda *_: 'Say "no" \\ and </script>\n')
    assert with_texts('_("Lukk")', ENGLISH) == '_("Say \\"no\\" \\\\ and </script>\\n")'


def test_all_forms_of_a_text_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language with three forms, as Northern Sami has, gets all three and its own rule."""
    monkeypatch.setattr(Language, "plural_rule", "(n==1 ? 0 : n==2 ? 1 : 2)")
    assert len(ENGLISH.forms("%(num)s treff", "%(num)s treff")) == 3
    code = with_texts('ngettext("%(num)s treff", "%(num)s treff", n)', ENGLISH)
    assert code.count('"%(num)s result') == 3
    assert plural_form(ENGLISH) == "const pluralForm = (n) => Number((n==1 ? 0 : n==2 ? 1 : 2))\n"


def test_scripts_in_bokmal_are_as_written() -> None:
    """What is published has the texts of the sources, and no list of them beside."""
    assert joined("nb")["assets/javascripts/find.js"].count("Vis alle %(num)s treff") == 1
    assert joined("nn")["assets/javascripts/find.js"].count("Vis alle %(num)s treffa") == 1


def test_the_rules_of_the_search_are_those_of_the_language() -> None:
    """Norwegian endings and nynorsk are no part of an English site, and the other way around."""
    assert set(RULES) == set(LANGUAGES)
    assert set(RULES) == set(LANGUAGES)
    search = {tag: joined(tag)["assets/javascripts/search.js"] for tag in RULES}
    assert search["nb"] == search["nn"]
    assert "rettleiing" in search["nb"]
    assert "rettleiing" not in search["en"]
    assert " whom " in search["en"]
    assert " whom " not in search["nb"]
