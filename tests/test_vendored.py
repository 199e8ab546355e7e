"""The files by others that we publish: each is named with its version, hash and licence."""

import hashlib
import re

from tests.site_fixtures import ROOT

FLAGS = re.MULTILINE | re.DOTALL
FOLDER = ROOT / "overrides/assets/vendor"
RECORD = (FOLDER / "third-party.txt").read_text("utf-8")


def test_each_file_by_others_is_recorded_as_it_is() -> None:
    """A file that was changed, or came without its record, fails here."""
    found = dict(
        re.findall(r"^(\S+\.js)\n  what:.*?\n  sha256:  (\w+)", RECORD, re.MULTILINE | re.DOTALL)
    )
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.iterdir()
        if path.name != "third-party.txt"
    }
    assert found == files
    assert len(files) == 3


def test_each_file_by_others_has_its_version_and_licence() -> None:
    """The texts of the licences are in the record, which is published beside the files."""
    heads = RECORD.partition("\n--- ")[0]
    for name in re.findall(r"^(\S+\.js)$", heads, re.MULTILINE):
        told = heads.partition(f"{name}\n")[2].partition("\n\n")[0]
        assert re.search(r"what: .* \d+\.\d+", told), name
        assert "licence: " in told, name
    assert "Permission is hereby granted, free of charge" in RECORD
    assert "Bitstream" in RECORD
