"""Rollehub: a static site generator for role-based FAQ and link hubs.

The packages, in the order in which they may import each other, from left to right::

    problems, files     what everybody may use
    sources             bytes of a file   -> documents that know their places
    hub                 documents         -> Hub, and what may be asked of it
    linkcheck           addresses         -> verdicts, with a memory between nights
    check | site        Hub               -> problems  |  pages and files
    shells              pages and files   -> a published site
    cli                 the same, as commands
"""
