"""Judging: the verdict on what was observed of an address."""
