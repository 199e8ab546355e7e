"""Two editions of a hub -> what the change does to readers, role by role.

In: revisions in git, or folders. Out: a `Comparison`, and reports of it. Writes nothing in the hub.
"""
