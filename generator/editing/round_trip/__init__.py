"""The texts of a hub on paper or in a spreadsheet, and back: what was changed there, and by when.

`fields` are what is sent; `pieces` and `markdown` are the parts of a text between Markdown and
Word; `word_out`, `word_back` and `sheet` write and read files; `compare` says what changes in the
hub, and what must not.
"""
