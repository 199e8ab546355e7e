"""Rollehub: a static site generator for role-based FAQ and link hubs.

The data's way through the package, one arrow per module::

    hub_files     folder of a hub           -> Documents, pages, files that can't be read
    source.read   bytes of a YAML file      -> Document (data that knows its places)
    load.load     Documents                 -> Hub, problems of shape
    check.check   Hub                       -> problems of meaning
    resolve       Hub + role                -> RoleView: what one audience sees
    render        Hub + views + templates   -> Pages: address, title, HTML
    plugin        Pages                     -> virtual files of MkDocs
    cli           the same core, printed    -> `rollehub check`

What reads or writes: `hub_files`, `files`, `press`, `offline`, `linkcheck`, `plugin` and `cli`.
All else is values in, values out.
"""
