"""A hub asks for the version that made it, from where it came."""

import json
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from generator.editing.tool import Tool, tool_of


class Installed(Distribution):
    """A distribution with this `direct_url.json`, or none."""

    def __init__(self, origin: dict[str, object] | None) -> None:
        self.files_read = {"METADATA": "Name: rollehub\nVersion: 1.2\n"}
        if origin is not None:
            self.files_read["direct_url.json"] = json.dumps(origin)

    def read_text(self, filename: str) -> str | None:
        return self.files_read.get(filename)

    def locate_file(self, path: object) -> Path:
        return Path(str(path))


@pytest.mark.parametrize(
    ("origin", "requirement"),
    [
        (None, "rollehub==1.2"),
        ({"url": "file:///src/rollehub", "dir_info": {"editable": True}}, "rollehub==1.2"),
        ({"url": "file:///borte/rollehub-1.2-py3-none-any.whl", "archive_info": {}},
         "rollehub==1.2"),
        ({"url": "https://example.org/r-1.2.whl",
          "archive_info": {"hashes": {"sha256": "ab12"}, "hash": "sha256=ab12"}},
         "rollehub @ https://example.org/r-1.2.whl#sha256=ab12"),
        ({"url": "https://example.org/r-1.2.whl", "archive_info": {}},
         "rollehub @ https://example.org/r-1.2.whl"),
    ],
)  # fmt: skip
def test_the_origin_decides_what_is_asked_for(
    origin: dict[str, object] | None, requirement: str
) -> None:
    """A version from an index or a folder, or an address with its hash."""
    assert tool_of(Installed(origin)) == Tool("1.2", requirement)


def test_a_package_from_a_file_comes_along(tmp_path: Path) -> None:
    """Also if its path has spaces and letters that an address cannot have."""
    wheel = tmp_path / "mine filer på norsk" / "rollehub-1.2-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"PK")
    found = tool_of(Installed({"url": wheel.as_uri(), "archive_info": {"hash": "sha256=ab"}}))
    assert found == Tool("1.2", "./packages/rollehub-1.2-py3-none-any.whl", wheel)
