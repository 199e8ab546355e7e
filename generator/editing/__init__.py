"""Changes to the sources of a hub: a new hub, and later formats of an old one.

In: what an editor asks for. Out: the texts of files. `create` alone writes.
"""
