"""Tests of `generator.editing.round_trip`."""
