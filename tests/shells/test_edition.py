"""An edition: its date, its folder name, and the site that it is read from."""

from datetime import date

import pytest

from generator.shells.edition import Edition, edition_of
from tests.shells.offline_copies import SMALL
from tests.site_fixtures import Site, hub


def test_the_day_is_that_of_the_newest_change(name: str, site: Site) -> None:
    """Without a given date, the edition has that of the newest change."""
    assert edition_of(site.files).day == max(change.date for change in hub(name).changes)
    assert edition_of(site.files, date(2027, 1, 2)).day == date(2027, 1, 2)


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


def test_a_site_without_changes_has_no_day() -> None:
    """A feed without entries says 1970, which is not used as a date."""
    empty = b"<feed><updated>1970-01-01T00:00:00Z</updated></feed>"
    assert edition_of({**SMALL, "feed.xml": empty}).day is None
    assert edition_of(SMALL).day is None


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"site": []}', b'{"site": {"name": "x"}}'])
def test_data_of_an_older_version_are_rejected(data: bytes) -> None:
    """A site that an older version built must be rebuilt."""
    with pytest.raises(ValueError, match=r"data/hub\.json kan ikke leses"):
        edition_of({**SMALL, "data/hub.json": data})
