"""Tests of Rollehub: one folder for each package, and shared fixtures."""
