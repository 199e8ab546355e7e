"""Bytes or Markdown -> a document or a tree that knows where each part of it was written.

YAML values have a line and a column, nodes of Markdown have offsets. PyYAML and pyromark are used
here only.
"""
