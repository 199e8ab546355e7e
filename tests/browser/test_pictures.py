"""The pictures of the handbook show our pages as they are now; `make pictures` takes them anew.

What can be read on a picture, and where, is kept in `pictures.yaml`: no two machines draw letters
alike. Of each text, the place may differ by a line or two, as fonts do.
"""

import hashlib
import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from generator.hub.images import IMAGES
from tests.browser.pictures import pictures
from tests.site_fixtures import ROOT

pytestmark = pytest.mark.browser
FOLDER = ROOT / IMAGES / "handbok"
HANDBOOK = ROOT / "content/pages/for-redaktorer.md"
RECORD = Path(__file__).with_name("pictures.yaml")
_MOST_BYTES = 60_000
_NEAR = 60
"""How far from its place a text may be, in pixels."""
_RENEW = "the page has changed; run `make pictures`, and look at the pictures"


def test_the_pictures_of_the_handbook_show_the_pages_as_they_are(
    browser: Browser, pytestconfig: pytest.Config
) -> None:
    """Each picture has the texts of the page now, about where they are."""
    taken = pictures(browser)
    if pytestconfig.getoption("--update-golden"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, picture in taken.items():
            (FOLDER / f"{name}.webp").write_bytes(picture.data)
        record = {
            name: {
                "sha256": hashlib.sha256(picture.data).hexdigest(),
                "size": list(picture.size),
                "texts": [list(text) for text in picture.texts],
            }
            for name, picture in taken.items()
        }
        text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, default_flow_style=None)
        RECORD.write_text(text, "utf-8")
    kept = yaml.safe_load(RECORD.read_text("utf-8"))
    assert kept.keys() == taken.keys()
    for name, picture in taken.items():
        old = kept[name]
        assert [text for text, _, _ in picture.texts] == [x[0] for x in old["texts"]], _RENEW
        places = [*((x, y) for _, x, y in picture.texts), picture.size]
        before = [*((x, y) for _, x, y in old["texts"]), old["size"]]
        far = [
            (now, then)
            for now, then in zip(places, before, strict=True)
            if abs(now[0] - then[0]) > _NEAR or abs(now[1] - then[1]) > _NEAR
        ]
        assert far == [], f"{name}: {_RENEW}"


def test_the_handbook_shows_the_pictures_that_were_taken() -> None:
    """Each is small, is the one of the record, and stands on the page."""
    kept = yaml.safe_load(RECORD.read_text("utf-8"))
    files = {file.stem: file.read_bytes() for file in FOLDER.iterdir()}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert hashes == {name: about["sha256"] for name, about in kept.items()}
    assert max(map(len, files.values())) < _MOST_BYTES
    shown = re.findall(r"!\[[^\]]+\]\(~/assets/handbok/(.+)\.webp\)", HANDBOOK.read_text("utf-8"))
    assert sorted(shown) == sorted(kept)
