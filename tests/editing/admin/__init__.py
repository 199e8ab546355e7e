"""Tests of the web form's files."""
