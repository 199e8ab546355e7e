"""The link check."""
