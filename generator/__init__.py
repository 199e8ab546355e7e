"""Rollehub: a static site generator for role-based FAQ and link hubs.

The data's way through the package, one arrow per module::

    source.read   bytes of a YAML file      -> Document (data that knows its places)
    load.load     Documents                 -> Hub, problems of shape
    check.check   Hub                       -> problems of meaning
    resolve       Hub + role                -> RoleView: what one audience sees
    render        Hub + views + templates   -> Pages: address, title, HTML
    plugin        Pages                     -> virtual files of MkDocs
    cli           the same core, printed    -> `rollehub check`

All but `source.read_hub`, `plugin` and `cli` are values in, values out.
"""
