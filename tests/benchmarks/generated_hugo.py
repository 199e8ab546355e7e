"""The pages of a generated hub as a Hugo site with minimal templates: only a title and the content.

The same texts on the same pages as `generated.write_plain`.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.generated import LINKS, ROLES, TERMS, TOPICS, Question, questions

_TEMPLATE = (
    '<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    "<body><main>{{ .Content }}</main></body></html>\n"
)


def write_hugo(root: Path, count: int) -> None:
    """Write the sources."""
    (root / "layouts").mkdir(parents=True)
    for name in ("home", "list", "single"):
        (root / f"layouts/{name}.html").write_text(_TEMPLATE, "utf-8")
    (root / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "Målt"\nlanguageCode = "nb"\n'
        'disableKinds = ["taxonomy", "term", "RSS"]\n',
        "utf-8",
    )
    for path, title, text in _pages(questions(count)):
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        name = json.dumps(title, ensure_ascii=False)
        file.write_text(f"---\ntitle: {name}\n---\n# {title}\n\n{text}", "utf-8")


def _pages(made: list[Question]) -> Iterator[tuple[str, str, str]]:
    links = "".join(f"- [Lenke {x}](https://example.org/{x}) Utgiver\n" for x in range(LINKS))
    yield "_index.md", "Hvem er du?", "".join(f"- [{role}](/{role}/)\n" for role in ROLES)
    for role in ROLES:
        yield f"{role}/_index.md", role, _role(role, [x for x in made if role in x.roles])
        yield f"{role}/lenker.md", f"Lenker for {role}", links
    for question in made:
        also = " · ".join(f"[{role}](/{role}/#{question.id})" for role in question.roles)
        answer = question.markdown(_address(question), f"/sporsmal/{question.other}/")
        text = f"{answer}\n{_source(question)}\nGjelder for: {also}\n"
        yield f"sporsmal/{question.id}.md", question.title, text
    index = "".join(f"- [{x.title}](/sporsmal/{x.id}/) {' · '.join(x.roles)}\n" for x in made)
    yield "sporsmal/_index.md", "Alle spørsmål", index
    yield "lenker.md", "Alle lenker", links
    terms = "".join(f"## {term}\n\nForklaring av {term}.\n\n" for term in TERMS)
    yield "ordliste.md", "Ordliste", terms


def _role(role: str, mine: list[Question]) -> str:
    own = {question.id for question in mine}
    parts = []
    for topic in TOPICS:
        parts.append(f"## {topic}\n")
        for question in (x for x in mine if x.topic == topic):
            other = question.other
            target = f"#{other}" if other in own else f"/sporsmal/{other}/"
            also = " · ".join(f"[{x}](/{x}/#{question.id})" for x in question.roles if x != role)
            parts.append(
                f"### {question.title} {{#{question.id}}}\n\n"
                f"{question.markdown(_address(question), target)}\n{_source(question)}\n"
                f"Gjelder også for: {also} · [Egen side](/sporsmal/{question.id}/)\n"
            )
    return "\n".join(parts)


def _address(question: Question) -> str:
    return f"https://example.org/{question.link.removeprefix('lenke-')}"


def _source(question: Question) -> str:
    return f"Kilder: [{question.link}]({_address(question)}) Utgiver · nettside\n"
