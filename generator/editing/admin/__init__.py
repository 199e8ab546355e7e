"""A web form for a hub: Sveltia CMS, settings from the models, and a page that asks no other host.

In: a hub and its settings. Out: the files of a folder that any web server can serve, beside the
site or alone. `fields` and `config` make the settings, `packages` gets the form, and `page` puts
both together.
"""
