"""The bytes of a page -> title, main text, anchors and fingerprint."""
