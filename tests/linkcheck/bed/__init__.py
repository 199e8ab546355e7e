"""A test bed for link checkers: sites on loopback, each of which misbehaves in one way.

- `table`: `CASES`, every case with the verdict that an honest link check gives its address.
- `server`: `Bed`, which serves cases from a thread and records who asked for what, when and how.
- `case`: the type of a case, and of one that consists of a single page.
- `cases/`: the cases by kind, one module each.
- `handlers`, `exchange`: what the sites are made of.
- `addresses`, `certificates`: where the sites listen, and how they prove who they are.

Each case is a site with a separate loopback address, so that request counts, limits per host and
`robots.txt` do not interfere. Nothing here knows the link check that is tested.
"""
