"""Settings of a site -> what its documents say about where they come from."""

from generator.language import language_of
from generator.site.paper.breaks import breakable
from generator.site.settings import Settings


def signature(settings: Settings) -> str:
    """Return the name of the site, and who publishes it if the settings say so, for printing."""
    by = settings.published_by
    if by is None:
        return breakable(settings.site_name)
    _ = language_of(settings.language).gettext
    line = _("%(site)s, utgitt av %(publisher)s", site=settings.site_name, publisher=by.name)
    return breakable(line)
