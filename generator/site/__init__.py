"""A hub -> the pages and files of its site."""
