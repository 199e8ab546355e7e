"""Which files of `content/assets` are images that every shell publishes."""

from pathlib import Path

import pytest

from generator.hub.images import TYPES, images

STARTS = {
    ".avif": b"\0\0\0\x1cftypavif", ".gif": b"GIF89a", ".ico": b"\0\0\1\0",
    ".jpeg": b"\xff\xd8\xff", ".jpg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n",
    ".webp": b"RIFF\0\0\0\0WEBP",
}  # fmt: skip


@pytest.mark.parametrize("suffix", TYPES)
def test_an_image_is_published_and_a_disguised_page_is_not(tmp_path: Path, suffix: str) -> None:
    """The first bytes decide, not the name."""
    folder = tmp_path / "content/assets/bilder"
    folder.mkdir(parents=True)
    (folder / f"ekte{suffix}").write_bytes(STARTS[suffix] + b"mer")
    (folder / f"falsk{suffix}").write_bytes(b"<script>alert(1)</script>")
    assert images(tmp_path / "content/assets") == [f"bilder/ekte{suffix}"]


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.js", "a.css", "png", "a b.png"])
def test_no_other_file_is_published(tmp_path: Path, name: str) -> None:
    """Whatever its first bytes are."""
    (tmp_path / "content/assets").mkdir(parents=True)
    (tmp_path / "content/assets" / name).write_bytes(STARTS[".png"])
    assert images(tmp_path / "content/assets") == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Neither a link to an image, nor a folder of images behind a link."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/a.png").write_bytes(STARTS[".png"])
    (tmp_path / "content/assets").mkdir(parents=True)
    (tmp_path / "content/assets/b.png").symlink_to(tmp_path / "secret/a.png")
    (tmp_path / "content/assets/c").symlink_to(tmp_path / "secret")
    assert images(tmp_path / "content/assets") == []
    (tmp_path / "content/assets/b.png").unlink()
    (tmp_path / "content/assets/c").unlink()
    (tmp_path / "content/assets").rmdir()
    (tmp_path / "content/assets").symlink_to(tmp_path / "secret")
    assert images(tmp_path / "content/assets") == []
