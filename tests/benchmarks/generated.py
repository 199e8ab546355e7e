"""A hub of any size, and the same pages as a plain mkdocs-material site.

Deterministic: the same size gives the same files. Answers consist of a few Norwegian words and have
about 1,000 characters, as in this repository's own hub.
"""

import json
import random
from pathlib import Path

ROLES = ("leder-kommune", "leder-sykehus", "lis", "veileder-kommune", "veileder-sykehus")
TOPICS = ("ansvar", "virksomhet", "innhold", "portal")
TERMS = tuple(f"begrep{number}" for number in range(40))
LINKS = 38

_WORDS = (
    "legen", "virksomheten", "skal", "kan", "utdanningen", "planen", "målet", "tjenesten", "leder",
    "veilederen", "godkjenner", "vurderer", "følger", "opp", "hver", "måned", "kommunen", "og",
    "sykehuset", "når", "arbeidet", "begynner", "med", "på", "for", "etter", "avtale", "krav",
)  # fmt: skip


class Question:
    """One generated question."""

    def __init__(self, number: int, count: int) -> None:
        dice = random.Random(number)
        self.id = f"sporsmal-{number}"
        self.title = f"Hva er {' '.join(dice.choices(_WORDS, k=4))} {number}?"
        self.topic = TOPICS[number * len(TOPICS) // count]
        self.roles = tuple(sorted(dice.sample(ROLES, dice.choice((2, 2, 4, 5)))))
        self.link = f"lenke-{dice.randrange(LINKS)}"
        self.other = f"sporsmal-{dice.randrange(count)}"
        self.term = dice.choice(TERMS)
        self._sentences = [
            f"{' '.join(dice.choices(_WORDS, k=13)).capitalize()}." for _ in range(11)
        ]

    def markdown(self, link: str, other: str) -> str:
        """Return the answer; `link` and `other` are the destinations of its two references."""
        rows = self._sentences
        return (
            f"{rows[0]} Dette er et {self.term}. {rows[1]}\n\n{' '.join(rows[2:5])}\n\n"
            f"- {rows[5]}\n- {rows[6]}\n- {rows[7]}\n\n"
            f"{rows[8]} Se [kilden]({link}) og [et annet svar]({other}). {' '.join(rows[9:])}\n"
        )


def questions(count: int) -> list[Question]:
    """Return the questions of a hub of this size."""
    return [Question(number, count) for number in range(count)]


def write_hub(root: Path, count: int, overrides: Path) -> None:
    """Write the sources of a Rollehub site."""
    made = questions(count)
    (root / "content/questions").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(
        "site_name: Målt\ndocs_dir: content\n"
        f"theme: {{name: material, custom_dir: {overrides}, language: nb, font: false}}\n"
        # Without PDFs, which a plain build lacks; `paper.py` measures them.
        "plugins: [rollehub: {pdf: false}]\n",
        "utf-8",
    )
    _dump(root / "roles.yaml", {"roles": [{"id": role, "name": role} for role in ROLES]})
    topics = [
        {"id": topic, "title": topic, "questions": [x.id for x in made if x.topic == topic]}
        for topic in TOPICS
    ]
    _dump(root / "content/topics.yaml", {"topics": topics})
    links = [
        {
            "id": f"lenke-{number}", "title": f"Lenke {number}", "publisher": "Utgiver",
            "url": f"https://example.org/{number}", "url_status": "from-source", "kind": "page",
            "topic": TOPICS[number % len(TOPICS)], "roles": list(ROLES),
        }
        for number in range(LINKS)
    ]  # fmt: skip
    _dump(root / "links.yaml", {"links": links})
    terms = [{"id": term, "term": term, "definition": f"Forklaring av {term}."} for term in TERMS]
    _dump(root / "content/glossary.yaml", {"terms": terms})
    for question in made:
        answer = question.markdown(f"link:{question.link}", f"question:{question.other}")
        text = "".join(f"  {line}\n" if line else "\n" for line in answer.splitlines())
        (root / f"content/questions/{question.id}.yaml").write_text(
            f"id: {question.id}\nquestion: {json.dumps(question.title, ensure_ascii=False)}\n"
            f"roles: {json.dumps(question.roles)}\nanswer: |\n{text}"
            f"links: [{question.link}]\nsource: {{document: Kilden}}\n",
            "utf-8",
        )


def write_plain(root: Path, count: int) -> None:
    """Write the same pages as Markdown for an unmodified mkdocs-material."""
    made = questions(count)
    docs = root / "docs"
    (docs / "sporsmal").mkdir(parents=True)
    nav = ["index.md", *(f"{role}/index.md" for role in ROLES), "sporsmal/index.md"]
    (root / "mkdocs.yml").write_text(
        "site_name: Målt\ntheme: {name: material, language: nb, font: false}\n"
        "markdown_extensions: [attr_list, tables]\n"
        f"nav: {json.dumps([*nav, 'lenker.md', 'ordliste.md'])}\nnot_in_nav: /**\n",
        "utf-8",
    )
    cards = "".join(f"- [{role}]({role}/index.md)\n" for role in ROLES)
    (docs / "index.md").write_text(f"# Hvem er du?\n\n{cards}", "utf-8")
    for role in ROLES:
        _write_plain_role(docs, role, [x for x in made if role in x.roles])
    for question in made:
        also = " · ".join(f"[{role}](../{role}/index.md#{question.id})" for role in question.roles)
        answer = question.markdown(_address(question), f"{question.other}.md")
        (docs / f"sporsmal/{question.id}.md").write_text(
            f"# {question.title}\n\n{answer}\n{_source(question)}\nGjelder for: {also}\n", "utf-8"
        )
    index = "".join(f"- [{x.title}]({x.id}.md) {' · '.join(x.roles)}\n" for x in made)
    (docs / "sporsmal/index.md").write_text(f"# Alle spørsmål\n\n{index}", "utf-8")
    links = "".join(f"- [Lenke {x}](https://example.org/{x}) Utgiver\n" for x in range(LINKS))
    (docs / "lenker.md").write_text(f"# Alle lenker\n\n{links}", "utf-8")
    terms = "".join(f"## {term}\n\nForklaring av {term}.\n\n" for term in TERMS)
    (docs / "ordliste.md").write_text(f"# Ordliste\n\n{terms}", "utf-8")


def _write_plain_role(docs: Path, role: str, mine: list[Question]) -> None:
    own = {question.id for question in mine}
    parts = [f"# {role}\n"]
    for topic in TOPICS:
        parts.append(f"## {topic}\n")
        for question in (x for x in mine if x.topic == topic):
            other = question.other
            target = f"#{other}" if other in own else f"../sporsmal/{other}.md"
            answer = question.markdown(_address(question), target)
            also = " · ".join(
                f"[{x}](../{x}/index.md#{question.id})" for x in question.roles if x != role
            )
            parts.append(
                f"### {question.title} {{ #{question.id} }}\n\n{answer}\n{_source(question)}\n"
                f"Gjelder også for: {also} · [Egen side](../sporsmal/{question.id}.md)\n"
            )
    (docs / role).mkdir()
    (docs / f"{role}/index.md").write_text("\n".join(parts), "utf-8")
    links = "".join(f"- [Lenke {x}](https://example.org/{x}) Utgiver\n" for x in range(LINKS))
    (docs / f"{role}/lenker.md").write_text(f"# Lenker for {role}\n\n{links}", "utf-8")


def _address(question: Question) -> str:
    return f"https://example.org/{question.link.removeprefix('lenke-')}"


def _source(question: Question) -> str:
    return f"Kilder: [{question.link}]({_address(question)}) Utgiver · nettside\n"


def _dump(path: Path, data: object) -> None:
    """Write data as JSON, which is YAML."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
