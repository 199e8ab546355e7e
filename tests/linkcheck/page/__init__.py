"""Reading a page: its facts, its main text, and whether the text has changed."""
