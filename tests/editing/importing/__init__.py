"""Tests of `generator.editing.importing`."""
