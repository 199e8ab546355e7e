"""The content of an edition in another language -> the files that it does not share with the site.

In: the content of an edition. Out: paths from its folder, and bytes: the scripts with words, the
index of the search, and redirects from earlier addresses of questions.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from generator.site.addresses import SCRIPTS_WITH_WORDS
from generator.site.assets import FOLDER, static_files
from generator.site.content import Content
from generator.site.export.files import redirects
from generator.site.export.search_index import search_files
from generator.site.made import Made


def edition_files(content: Content) -> Made[bytes]:
    """Return path from the folder of an edition -> content of every file that is its own."""
    return Made(_makers(content))


def _makers(content: Content) -> Iterator[tuple[str, Callable[[], bytes]]]:
    files = cache(lambda: static_files(content.settings))
    for name in SCRIPTS_WITH_WORDS:
        path = f"{FOLDER}/{name}"
        yield path, partial(lambda path: files()[path], path)
    for texts in (search_files(content), Made(redirects(content))):
        for path in texts:
            yield path, partial(_encoded, texts, path)


def _encoded(texts: Mapping[str, str], path: str) -> bytes:
    return texts[path].encode()
