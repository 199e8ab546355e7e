"""The Markdown of answers -> HTML and plain text."""
