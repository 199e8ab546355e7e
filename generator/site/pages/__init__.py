"""The HTML pages: one module for each kind of page, and what they share."""
