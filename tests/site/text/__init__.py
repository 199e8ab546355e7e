"""The Markdown of answers: HTML, plain text, terms and references."""
