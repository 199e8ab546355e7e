"""Rollehub: a static site generator for role-based FAQ and link hubs.

The packages, in the order in which they may import each other, from left to right::

    problems, files     what every package may use
    sources             bytes of a file   -> documents and trees with the position of every part
    hub                 documents         -> Hub, and questions about a hub
    linkcheck           addresses         -> verdicts, with a history from night to night
    check | site        Hub               -> problems  |  pages and files
    shells              pages and files   -> a published site, or a copy for offline use
    cli                 all of this as commands
"""
