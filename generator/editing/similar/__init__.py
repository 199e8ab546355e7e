"""A hub -> questions and links that say nearly the same, and are not one.

In: a hub, and perhaps an earlier edition of it. Out: pairs, and reports of them. Writes nothing.
"""
