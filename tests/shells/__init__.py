"""Whole builds and the offline copy."""
