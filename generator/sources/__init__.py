"""Bytes of a file -> documents that know the line and column of each value."""
