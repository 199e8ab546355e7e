"""Laws: the addresses of their sections, made by the pattern `law_section_url` in `links.yaml`."""

from generator.hub.links import Link
from generator.hub.model import Hub


def law_section_address(hub: Hub, law: Link, section: str) -> str | None:
    """Return the address of a law's section, or None if the hub has no `law_section_url`
    or the law no `law_reference`.
    """
    if not (hub.law_section_url and law.law_reference):
        return None
    return hub.law_section_url.replace("{reference}", law.law_reference).replace(
        "{section}", section
    )
