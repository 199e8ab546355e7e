"""The Markdown of answers -> HTML, plain text, and the glossary's terms in it."""
