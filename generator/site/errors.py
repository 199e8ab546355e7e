"""The one exception of a build: what stops it although the sources of the hub are right."""


class SiteError(Exception):
    """The site cannot be built; the message is a Norwegian sentence that says why."""
