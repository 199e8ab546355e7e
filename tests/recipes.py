"""The recipes of the editors' handbook, done to a copy of a hub as editors do them: in its files.

In: the folder of a copy. Which question, topic or role a recipe uses is looked up, so that the
recipes work whatever the hub contains today.
"""

import re
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from generator.cli.main import main
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.hub.questions import Question

Recipe = Callable[[Path], None]
NEW = "id: {id}\nquestion: Hva er et nytt spørsmål?\nroles: {roles}\nanswer: |\n  Et svar til.\n"


def _hub(root: Path) -> Hub:
    return read_hub(root)[0]


def _file(root: Path, question: Question) -> Path:
    return root / f"content/questions/{question.id}.yaml"


def _first(root: Path) -> Question:
    """Return a published question whose id is that of nothing else."""
    hub = _hub(root)
    taken = {item.id for item in (*hub.links, *hub.terms, *hub.roles)}
    return next(x for x in hub.questions if x.is_published and x.id not in taken)


def _sub(file: Path, pattern: str, new: str, count: int = 1) -> None:
    """Replace a pattern in a file, in which it must be."""
    text, times = re.subn(pattern, new, file.read_text("utf-8"), count=count, flags=re.MULTILINE)
    assert times, (file, pattern)
    file.write_text(text, "utf-8")


def _add(file: Path, text: str) -> None:
    """Add lines at the end of a file."""
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n{text}", "utf-8")


def _sources(root: Path) -> list[Path]:
    return [root / "links.yaml", *sorted((root / "content").rglob("*.yaml"))]


def mend_a_title(root: Path) -> None:
    """Write another title of a question."""
    _sub(_file(root, _first(root)), r"^question: .*\n", "question: Hva er tittelen nå?\n")


def mend_an_answer(root: Path) -> None:
    """Write a sentence at the start of an answer."""
    _sub(_file(root, _first(root)), r"^answer: \|.*\n", r"\g<0>  Dette er nytt. **Viktig!**\n\n")


def add_a_question(root: Path) -> None:
    """Write a new file, and list it in a topic."""
    topic = _hub(root).topics[0]
    role = next(x.id for x in _hub(root).roles if x.id not in topic.order)
    text = NEW.format(id="et-nytt-sporsmal", roles=f"[{role}]")
    (root / "content/questions/et-nytt-sporsmal.yaml").write_text(text, "utf-8")
    listed = rf"(- id: {topic.id}\n(?:    .*\n)*?    questions:\n)"
    _sub(root / "content/topics.yaml", listed, r"\g<1>      - et-nytt-sporsmal\n")


def write_a_draft(root: Path) -> None:
    """Write a new question that is not to be published yet."""
    add_a_question(root)
    _add(root / "content/questions/et-nytt-sporsmal.yaml", "status: draft\n")


def retire_a_question(root: Path) -> None:
    """Delete a file, what refers to it, and let another question take over its address."""
    question = _first(root)
    other = next(x for x in _hub(root).questions if x.id != question.id and x.is_published)
    _file(root, question).unlink()
    id_ = re.escape(question.id)
    for file in _sources(root):
        text = file.read_text("utf-8")
        text = re.sub(rf"\[([^\]]+)\]\(question:{id_}\)", r"\1", text)
        text = re.sub(rf"^ *- {id_}\n|^ *question: {id_}\n", "", text, flags=re.MULTILINE)
        text = re.sub(rf"(?<=\[){id_}(?:, )?(?=[\w\]])|, {id_}(?=[,\]])", "", text)
        file.write_text(text, "utf-8")
    _with_alias(_file(root, other), question.id)


def rename_a_question(root: Path) -> None:
    """Give a question another id, everywhere, and keep the old address."""
    question = _first(root)
    new = root / "content/questions/en-ny-id.yaml"
    _file(root, question).rename(new)
    for file in _sources(root):
        text = file.read_text("utf-8")
        named = (
            rf"(question:|^id: |^ *- |^ *question: |(?<=[\[,]) ?){re.escape(question.id)}(?![\w-])"
        )
        file.write_text(re.sub(named, r"\1en-ny-id", text, flags=re.MULTILINE), "utf-8")
    _with_alias(new, question.id)


def _with_alias(file: Path, alias: str) -> None:
    aliases = [*read_hub(file.parents[2])[0].question_by_id[file.stem].aliases, alias]
    text = re.sub(r"^aliases: .*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(text, "utf-8")
    _add(file, f"aliases: [{', '.join(aliases)}]\n")


def add_a_topic(root: Path) -> None:
    """Write a topic with a question in it."""
    (root / "content/questions/et-nytt-sporsmal.yaml").write_text(
        NEW.format(id="et-nytt-sporsmal", roles="all"), "utf-8"
    )
    topic = "\n  - id: et-nytt-emne\n    title: Et nytt emne\n    questions:\n"
    _add(root / "content/topics.yaml", f"{topic}      - et-nytt-sporsmal\n")


def add_an_empty_topic(root: Path) -> None:
    """Write a topic whose questions come later, which is a warning."""
    _add(root / "content/topics.yaml", "\n  - id: et-nytt-emne\n    title: Et nytt emne\n")


def add_a_role(root: Path) -> None:
    """Write a role, and give it a question."""
    _add(
        root / "roles.yaml", "  - id: ny-rolle\n    name: En ny rolle\n    description: For deg.\n"
    )
    _sub(_file(root, _first(root)), r"^roles:(?: .*\n|\n(?:  - .*\n)+)", "roles: all\n")
    question = _first(root)
    topic = next(x for x in _hub(root).topics if question.id in x.questions)
    if topic.order:  # the roles that had the question not are given it in their own order
        _sub(root / "content/topics.yaml", r"^    order:\n(?:      .*\n)+", "", count=0)


def add_a_link(root: Path) -> None:
    """Write a link that an editor has just opened, and use it in an answer."""
    topic = _hub(root).topics[0].id
    _add(
        root / "links.yaml",
        "\n  - id: en-ny-lenke\n    title: En ny lenke\n    url: https://www.example.org/ny\n"
        f"    publisher: Utgiver\n    kind: page\n    topic: {topic}\n",
    )
    lead = r"\g<0>  Les mer: [En ny lenke](link:en-ny-lenke).\n\n"
    _sub(_file(root, _first(root)), r"^answer: \|.*\n", lead)


def add_a_term(root: Path) -> None:
    """Write a term that an answer uses."""
    term = "\n  - id: nyord\n    term: NYORD\n    expansion: et nytt ord\n"
    _add(root / "content/glossary.yaml", term)
    _sub(_file(root, _first(root)), r"^answer: \|.*\n", r"\g<0>  Dette er NYORD.\n\n")


def tell_of_a_change(root: Path) -> None:
    """Write an entry of the change log."""
    entry = "  - date: 2026-11-01\n    title: Noe er nytt\n    note: Et svar er rettet.\n"
    named = f"    questions: [{_first(root).id}]\n"
    _sub(root / "content/changes.yaml", r"^changes:\n", rf"\g<0>{entry}{named}\n")


def mend_a_page(root: Path) -> None:
    """Write a section on a page."""
    page = min((root / "content/pages").glob("*.md"))
    _add(page, "\n## Et nytt avsnitt\n\nMed litt tekst.\n")


def _run(*command: str | Path, given: str = "") -> None:
    """Run a command of the handbook."""
    result = CliRunner().invoke(main, [*map(str, command), "--yes"], input=given)
    assert result.exit_code == 0, result.output


def confirm_an_answer(root: Path) -> None:
    """A professional has read an answer."""
    _run("confirm", _first(root).id, "--hub", root, "--date", "2026-11-02")


def change_a_confirmed_answer(root: Path) -> None:
    """The text is another one than the professional read, which is a warning."""
    confirm_an_answer(root)
    mend_an_answer(root)


def let_a_review_fall_due(root: Path) -> None:
    """Time passes."""
    file = _file(root, _first(root))
    text = re.sub(r"^review_by: .*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(text, "utf-8")
    _add(file, "review_by: 2020-01-02\n")


def add_by_command(root: Path) -> None:
    """Let `rollehub new` write a role, a topic, a link, a term and a question."""
    _run("new", "role", root, "--name", "Vikar", "--description", "For deg som vikarierer.")
    _run("new", "topic", root, "--title", "For vikarer")
    _run(
        "new", "link", root, "--title", "Vaktlisten", "--url", "https://www.example.org/vakt",
        "--publisher", "Utgiver", "--topic", "for-vikarer", "--roles", "vikar",
    )  # fmt: skip
    _run("new", "term", root, "--term", "VIK", "--expansion", "vikar")
    _run(
        "new", "question", root, "--title", "Hvor står vaktene?", "--roles", "vikar",
        "--topic", "for-vikarer", "--answer", "-", "--links", "vaktlisten",
        given="En VIK finner dem i [vaktlisten](link:vaktlisten).\n",
    )  # fmt: skip


def rename_by_command(root: Path) -> None:
    """Let `rollehub rename` do all steps at once."""
    _run("rename", "question", _first(root).id, "enda-en-id", "--hub", root)


def retire_by_command(root: Path) -> None:
    """Let `rollehub retire` do all steps at once, and another question take over."""
    first = _first(root).id
    other = next(x.id for x in _hub(root).questions if x.id != first and x.is_published)
    _run("retire", "question", first, "--into", other, "--hub", root)


DAYS: tuple[tuple[Recipe, ...], ...] = (
    (mend_a_title, mend_an_answer, add_a_link, add_a_term, mend_a_page),
    (retire_a_question, add_a_question, add_an_empty_topic, confirm_an_answer),
    (rename_a_question, add_a_topic, tell_of_a_change, let_a_review_fall_due),
    (add_a_role, write_a_draft, change_a_confirmed_answer),
    (add_by_command, rename_by_command, retire_by_command),
)
"""All recipes, as they follow each other on some days. Each leaves a hub without errors."""
RECIPES: dict[str, Recipe] = {recipe.__name__: recipe for day in DAYS for recipe in day}
