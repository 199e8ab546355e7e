"""The PDFs of a site, printed before its pages, which offer them with their sizes.

In: the contents of a site. Out: paths and bytes, and what the pages say of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.language import say
from generator.site.content import Content
from generator.site.day import printed_day
from generator.site.errors import SiteError
from generator.site.pages.page import Offer
from generator.site.paper.pdf import Document, documents
from generator.site.paper.printing import print_all
from generator.site.paper.typesetting import PaperError


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDFs of a site."""

    pdfs: Mapping[str, bytes]
    """Path from the site's root -> content."""
    offers: Mapping[str, Sequence[Offer]]
    """Folder -> the PDFs that the pages in it offer, such as `lis` or `planer/asnes`."""
    warnings: tuple[str, ...]
    """What an editor should fix, in Norwegian, each with its file."""


def print_site(contents: Sequence[Content], *, jobs: int = 1) -> Printed:
    """Return the PDFs of a site; none if its settings say so. Raises SiteError."""
    hub, settings = contents[0].hub, contents[0].settings
    pdfs: dict[str, bytes] = {}
    papers: list[Document] = []
    try:
        for one in contents if settings.pdf else ():
            folder = one.settings.folder
            made = [replace(paper, path=folder + paper.path) for paper in documents(one)]
            if made:
                day = printed_day(hub)
                pdfs |= print_all(made, day, one.settings.paper_cache, jobs=jobs)
            papers += made
    except (PaperError, ValueError) as error:
        raise SiteError(say("PDF-ene kan ikke lages: %(error)s", error=error)) from error
    warnings = dict.fromkeys(warning for paper in papers for warning in paper.warnings)
    return Printed(pdfs, _offers(papers, pdfs), tuple(warnings))


def _offers(papers: list[Document], pdfs: Mapping[str, bytes]) -> dict[str, list[Offer]]:
    """Return folder -> the PDFs that the pages in it offer."""
    offers: dict[str, list[Offer]] = {}
    for paper in papers:
        folder = paper.path.rpartition("/")[0]
        offers.setdefault(folder, []).append(Offer(paper.title, paper.path, len(pdfs[paper.path])))
    return offers
