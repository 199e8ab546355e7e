"""An edition: its name, its date, its folder, and the address of the site."""

from datetime import date

import pytest

from generator.shells.edition import Edition, edition_of
from generator.site.settings import Settings
from tests.site_fixtures import a_hub, a_question, hub


def test_the_day_is_that_of_the_newest_change(name: str) -> None:
    """Without a given date, the edition has that of the newest change."""
    data, settings = hub(name), Settings()
    assert edition_of(data, settings).day == max(change.date for change in data.changes)
    assert edition_of(data, settings, date(2027, 1, 2)).day == date(2027, 1, 2)


@pytest.mark.parametrize(
    ("title", "folder"),
    [
        ("Rollehub for spesialistutdanningen", "rollehub-for-spesialistutdanningen"),
        ("Kjøkken, bær & ÅRE – 2. utgave", "kjokken-baer-are-2-utgave"),
        ("Jiellevárri Ŋ", "jiellevarri-n"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "rollehub-con"),
        ("COM1", "rollehub-com1"),
        ("日本", "rollehub"),
        ("", "rollehub"),
        ("x" * 80, "x" * 50),
        ("a" * 49 + " b", "a" * 49),
    ],
)
def test_the_folder_has_a_portable_name(title: str, folder: str) -> None:
    """The name has only lower-case letters, digits and hyphens, and is short and allowed on
    Windows.
    """
    assert Edition(title, None, None).folder == folder


def test_a_hub_without_changes_has_no_day() -> None:
    """Nor has one whose changes are older than a ZIP can say."""
    settings = Settings()
    assert edition_of(a_hub(a_question("te")), settings).day is None
    old = {"date": "1970-01-01", "title": "Nytt", "note": "Nytt."}
    assert edition_of(a_hub(a_question("te"), changes=[old]), settings).day is None


def test_an_edition_is_named_as_the_site() -> None:
    """Its address is known if that of the site is."""
    settings = Settings(site_name="Hjelpen", site_url="https://hjelpen.example.org/", language="nn")
    edition = edition_of(a_hub(a_question("te")), settings, date(2026, 2, 3))
    assert (edition.name, edition.url) == ("Hjelpen", "https://hjelpen.example.org/")
    assert edition.title == "kopi frå 3. februar 2026"
    assert edition_of(a_hub(a_question("te")), Settings()).url is None
