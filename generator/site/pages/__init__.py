"""The HTML pages: one module for each kind of page, and what they share.

The modules give each page its data; its HTML and words are in the template of the same kind in
`site/templates`.
"""
