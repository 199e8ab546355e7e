"""Content -> the files that programs read, and a redirect for each earlier address of a question.

In: the content of a site. Out: paths from its root, and texts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from urllib.parse import urljoin

from jinja2 import Environment

from generator.language import lower_first
from generator.site.content import Content
from generator.site.environment import environment_of
from generator.site.export.feed import feeds
from generator.site.export.headers import headers_file, policy_of
from generator.site.export.hub_schema import hub_schema
from generator.site.made import Made

_MARKDOWN = re.compile(r"[\\`*_\[\]<>#]|&(?=#?\w+;)")


def machine_files(content: Content, addresses: Iterable[str]) -> Mapping[str, str]:
    """Return path from the site's root -> text of every text file but pages, data and search index.

    `addresses` are those of all pages, relative to the root.
    """
    return Made(_makers(content, addresses))


def _makers(content: Content, addresses: Iterable[str]) -> Iterator[tuple[str, Callable[[], str]]]:
    environment = environment_of(content.language)
    yield "data/hub.schema.json", lambda: hub_schema(content.settings)
    if content.settings.site_url:
        yield "sitemap.xml", lambda: _sitemap(environment, content, addresses)
    yield "llms.txt", lambda: _llms(environment, content)
    yield "_headers", headers_file
    yield from feeds(content)
    yield from redirects(content)


def _sitemap(environment: Environment, content: Content, addresses: Iterable[str]) -> str:
    """Return a list of all pages in the format of https://www.sitemaps.org/protocol.html.

    Its addresses must be absolute, so `site_url` must be set.
    """
    template = environment.get_template("sitemap.xml.j2")
    return template.render(site_url=content.settings.site_url, addresses=list(addresses)) + "\n"


def _llms(environment: Environment, content: Content) -> str:
    """Return an overview for language models, in the format of https://llmstxt.org."""
    hub, base = content.hub, content.settings.site_url
    topics = []
    for topic in hub.topics:
        listed = content.listed(topic)
        rows = [f"- [{_label(x.question)}]({base}sporsmal/{x.id}/)" for x in listed]
        if rows:
            topics.append((_label(topic.title), "\n".join(rows)))
    return environment.get_template("llms.txt.j2").render(
        title=_label(content.settings.site_name),
        base=base,
        count=len(content.questions),
        reviewed=sum(question.reviewed is not None for question in content.questions),
        names=content.language.enumerated(_label(lower_first(role.name)) for role in hub.roles),
        roles="\n".join(
            f"- [{_label(role.name)}]({base}{role.id}/)"
            + (f": {_label(role.description)}" if role.description else "")
            for role in hub.roles
        ),
        topics=topics,
        tools=list(_tools(content)),
    )


def _tools(content: Content) -> Iterator[tuple[str, str]]:
    """Yield the title and the links of each kind of page besides answers."""
    _ = content.language.gettext
    base = content.settings.site_url
    plans = [(each.plan.title, f"planer/{each.plan.id}/") for each in content.plans]
    guides = [(guide.title, guide.path) for guide in content.guides]
    tasks = [(task.title, task.path) for task in content.tasks]
    forms = [(form.title, form.path) for form in content.forms]
    for title, pages in (
        (_("Steg for steg"), tasks),
        (_("Utdanningsplaner"), plans),
        (_("Veiledninger"), guides),
        (_("Skjemaer"), forms),
    ):
        if pages:
            yield title, "\n".join(f"- [{_label(name)}]({base}{path})" for name, path in pages)


def _label(text: str) -> str:
    """Return a text as one line of Markdown, with all markup escaped."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))


def redirects(content: Content) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield (path, function that returns the page) for each earlier address of a question."""
    for question in content.questions:
        for alias in question.aliases:
            path = f"sporsmal/{alias}/"
            make = partial(redirect, content, path, f"sporsmal/{question.id}/", question.question)
            yield f"{path}index.html", make


def redirect(content: Content, path: str, to: str, title: str) -> str:
    """Return a page that leads from an earlier path to the page with this title."""
    site_url = content.settings.site_url
    return (
        environment_of(content.language)
        .get_template("redirect.html.j2")
        .render(
            title=title,
            target=content.addresses.relative(path, to),
            canonical=urljoin(site_url, to) if site_url else "",
            policy=policy_of(content.settings),
        )
    )
