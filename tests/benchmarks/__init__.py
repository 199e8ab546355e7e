"""Measurements against other tools; run by `make benchmark`."""
