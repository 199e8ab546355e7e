"""Tests of `generator.editing`."""
