"""What a change does to readers: counts for each role, marked words, addresses and slips."""

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.editing.diff.comparison import Address, Change, Slip
from generator.editing.diff.reports import role_line
from generator.editing.diff.words import Mark, Piece, form, marked, readable
from tests.editing.hub_history import (
    a_history,
    bind,
    change,
    commit,
    compared,
    data_of,
    git,
    write,
)
from tests.site_fixtures import HUBS

COFFEE = "content/questions/hvor-mye-kaffe.yaml"
CLEAN = "content/questions/rengjoring-av-maskinen.yaml"
SHIFT = "content/questions/bytte-vakt.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the coffee hub in a repository."""
    return a_history(tmp_path)


def _lines(root: Path) -> list[str]:
    return [role_line(role) for role in compared(root).roles]


def test_nothing_changed(root: Path) -> None:
    """An edition is the same as itself, and as a copy in a folder."""
    assert compared(root).is_empty
    assert compared(root, str(HUBS["kaffe"])).is_empty


def test_a_changed_answer_is_counted_for_those_who_read_it(root: Path) -> None:
    """A text that one role alone reads is no change for the others."""
    change(root, CLEAN, "skal skyllingen føres", "må skyllingen føres")
    assert _lines(root) == ["Butikksjef: 1 svar endret"]
    (answer,) = compared(root).answers
    assert answer.roles == ("Butikksjef",)
    assert Piece(Mark.REMOVED, "skal") in answer.text
    assert Piece(Mark.ADDED, "må") in answer.text


def test_roles_that_read_the_same_are_named_together(root: Path) -> None:
    """The same change is shown once."""
    change(root, COFFEE, "18 gram kaffe", "19 gram kaffe")
    (answer,) = compared(root).answers
    assert answer.roles == ("Barista", "Butikksjef", "Ringevikar")
    change(root, COFFEE, "En kopp trenger", "Én kopp trenger")
    assert len(compared(root).answers) == 1


def test_a_source_and_its_year(root: Path) -> None:
    """Readers see both, and not the note."""
    one = "source:\n  document: Kaffekjedens håndbok\n"
    change(root, COFFEE, one, "source:\n  document: Kaffekjedens håndbok\n  year: 2024\n")
    (field,) = compared(root).answers[0].fields
    assert field.key == "source"
    assert [x.text.strip() for x in field.pieces if x.mark is Mark.ADDED] == ["(2024)"]
    change(root, COFFEE, "Side 12", "Side 13")
    assert len(compared(root).answers[0].fields) == 1


def test_a_title_of_one_role(root: Path) -> None:
    """The title that a role reads is that of its variant."""
    change(root, COFFEE, "Hvor mye kaffe tar jeg?", "Hvor mye tar jeg?")
    (answer,) = (x for x in compared(root).answers if len(x.title) > 1)
    assert answer.roles == ("Ringevikar",)


def test_new_removed_and_moved_answers(root: Path) -> None:
    """Each has its words, with «svar» once."""
    write(root, "content/questions/ny.yaml", "id: ny\nquestion: Ny?\nroles: all\nanswer: Ja.\n")
    change(
        root, "content/topics.yaml", "      - bytte-vakt\n", "      - ny\n      - hvor-mye-kaffe\n"
    )
    change(
        root, "content/topics.yaml", "    questions:\n      - hvor-mye-kaffe\n", "    questions:\n"
    )
    change(root, "content/topics.yaml", "        - hvor-mye-kaffe\n", "")
    (root / SHIFT).unlink()
    assert _lines(root) == [
        "Barista: 1 nytt svar, 1 borte, 1 flyttet til et annet emne",
        "Butikksjef: 1 nytt svar, 1 flyttet til et annet emne",
        "Ringevikar: 1 nytt svar, 1 borte, 1 flyttet til et annet emne, 1 lenke borte",
    ]


def test_a_new_order_is_told(root: Path) -> None:
    """It is no change of an answer."""
    change(
        root,
        "content/topics.yaml",
        "      - stenge-kassen\n      - bytte-vakt\n",
        "      - bytte-vakt\n      - stenge-kassen\n",
    )
    found = compared(root)
    assert found.answers == ()
    assert {role_line(role).partition(": ")[2] for role in found.roles} == {"ny rekkefølge"}


def test_a_draft_is_nothing_to_readers(root: Path) -> None:
    """Changes of a draft are not shown; a draft that is published is new."""
    draft = "id: utkast\nquestion: Utkast?\nroles: all\nanswer: Ja.\nstatus: draft\n"
    write(root, "content/questions/utkast.yaml", draft)
    change(
        root, "content/topics.yaml", "      - bytte-vakt\n", "      - bytte-vakt\n      - utkast\n"
    )
    assert compared(root).is_empty
    commit(root)
    change(root, "content/questions/utkast.yaml", "status: draft", "status: published")
    assert [x.change for x in compared(root).answers] == [Change.NEW]


@pytest.mark.parametrize(
    "spelled",
    [
        partial(json.dumps, ensure_ascii=False, indent=1),
        partial(yaml.safe_dump, allow_unicode=True, sort_keys=False, width=60),
        partial(yaml.safe_dump, default_flow_style=True, sort_keys=True),
    ],
    ids=["as JSON", "wrapped", "sorted in flow style"],
)
def test_a_new_spelling_of_the_files_is_no_change(
    root: Path, spelled: Callable[[Any], str]
) -> None:
    """Order of keys, quotes, comments, styles and wrapped lines: no output."""
    for file in (*root.rglob("content/**/*.yaml"), root / "links.yaml", root / "roles.yaml"):
        data = data_of(file)
        text = spelled(dict(reversed(data.items())))
        file.write_text(f"# Skrevet på nytt.\n{text}", encoding="utf-8")
    for page in root.glob("content/pages/*.md"):
        page.write_text(page.read_text("utf-8").replace("\n- ", "\n* ") + "\n", "utf-8")
    assert git(root, "status", "--short").count(" M ") > 12
    assert compared(root).is_empty


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ett og\nto.\n", "Ett og to."),
        ("- a\n- b\n", "* a\n* b\n"),
        ("Tittel\n------\n", "## Tittel"),
        ("*a* __b__", "_a_ **b**"),
        ("[a](link:b)", "[a](<link:b>)"),
        ("```\nx\n```", "~~~\nx\n~~~"),
        ("| a | b |\n|---|---|\n| c | d |", "|a|b|\n|-|-|\n|c|d|"),
    ],
)
def test_two_spellings_of_one_text(old: str, new: str) -> None:
    """What makes the same page is the same."""
    assert form(old) == form(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [("a b", "a  \nb"), ("a", "**a**"), ("[a](link:b)", "[a](link:c)"), ("1. a", "- a")],
)
def test_what_readers_notice_beside_words(old: str, new: str) -> None:
    """Emphasis, breaks, lists and destinations are told, though no word changed."""
    assert form(old) != form(new)


def test_emphasis_alone_is_told(root: Path) -> None:
    """The words are the same, so none is marked."""
    change(root, COFFEE, "18 gram kaffe.", "**18 gram** kaffe.")
    (answer,) = compared(root).answers[:1]
    assert answer.is_layout
    assert not answer.has_new_words


def test_a_text_as_readers_see_it() -> None:
    """A line for each paragraph, item and row, with what is inside them."""
    text = (
        "En **fet** [lenke](link:a)  \nog mer.\n\n- ett\n  1. to\n\n     videre\n- tre\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n> sitat\n\n```\nkode\n```\n"
    )
    assert readable(text).split("\n") == [
        "En fet lenke og mer.", "• ett", "  1. to", "    videre", "• tre", "a | b", "c | d",
        "sitat", "kode",
    ]  # fmt: skip


def test_whole_words_are_marked() -> None:
    """A blank between two changed words belongs to the change."""
    assert marked("Du kan ringe oss i dag.", "Du kan skrive til oss i dag.") == (
        Piece(Mark.SAME, "Du kan "),
        Piece(Mark.REMOVED, "ringe"),
        Piece(Mark.ADDED, "skrive til"),
        Piece(Mark.SAME, " oss i dag."),
    )
    assert marked("a", "a") == (Piece(Mark.SAME, "a"),)
    assert marked("", "a b") == (Piece(Mark.ADDED, "a b"),)


def test_one_word_of_a_long_text_is_marked_alone() -> None:
    """A page of thousands of words is compared line by line first."""
    lines = [f"Avsnitt {n} har flere ord enn de andre." for n in range(1000)]
    old, new = "\n".join(lines), "\n".join(lines).replace("Avsnitt 500 har", "Avsnitt 500 hadde")
    changed = [piece for piece in marked(old, new) if piece.mark is not Mark.SAME]
    assert changed == [Piece(Mark.REMOVED, "har"), Piece(Mark.ADDED, "hadde")]


def test_marked_texts_hold_both_texts() -> None:
    """Whatever the texts, nothing is lost; long ones too."""
    long = [" ".join(f"ord{number}" for number in range(count)) for count in (1600, 1700)]
    pairs = [("a b c", "c b a"), ("x\ny", "y\nx z"), (long[0], long[1])]
    for old, new in pairs:
        pieces = marked(old, new)
        assert "".join(x.text for x in pieces if x.mark is not Mark.ADDED) == old
        assert "".join(x.text for x in pieces if x.mark is not Mark.REMOVED) == new


def _rename(root: Path, *, aliases: str) -> None:
    text = (root / SHIFT).read_text("utf-8").replace("id: bytte-vakt", "id: vaktbytte")
    write(root, "content/questions/vaktbytte.yaml", text + aliases)
    (root / SHIFT).unlink()
    change(root, "content/topics.yaml", "      - bytte-vakt\n", "      - vaktbytte\n")


def test_a_renamed_question_keeps_its_address(root: Path) -> None:
    """With an alias, nothing but the address changes, and there is nothing to warn of."""
    _rename(root, aliases="aliases: [bytte-vakt]\n")
    found = compared(root)
    assert found.addresses == (Address("sporsmal/bytte-vakt/", "sporsmal/vaktbytte/"),)
    assert (found.roles, found.answers, found.warned) == ((), (), ())


def test_an_id_removed_without_an_alias(root: Path) -> None:
    """The address is lost, and the warning says what to write."""
    _rename(root, aliases="")
    found = compared(root)
    assert found.addresses == (Address("sporsmal/bytte-vakt/", None),)
    (said,) = [x.message for x in found.warned if x.slip is Slip.ADDRESS]
    assert said == (
        "adressen «sporsmal/bytte-vakt/» virker ikke lenger; skriv «aliases: [bytte-vakt]» i "
        "spørsmålet som tar over, hvis det finnes"
    )


def test_a_removed_role_loses_its_pages_once(root: Path) -> None:
    """The pages below that of the role are not listed too."""
    change(
        root,
        "roles.yaml",
        "  - id: ringevikar\n    name: Ringevikar\n    description: For deg som trår til på kort "
        "varsel.\n",
        "",
    )
    gone = [x.old for x in compared(root).addresses]
    assert gone == ["ringevikar/"]


def test_a_half_deleted_answer(root: Path) -> None:
    """Less than 60 % is left of an answer of at least 30 words."""
    text = (root / COFFEE).read_text("utf-8")
    start, end = text.index("  | Drikk"), text.index("variants:")
    (root / COFFEE).write_text(text[:start] + text[end:], "utf-8")
    found = compared(root).warned
    assert [x.slip for x in found][:1] == [Slip.SHORTER]
    assert found[0].message == (
        "svaret «hvor-mye-kaffe» for Barista, Butikksjef og Ringevikar er mye kortere: 18 ord, "
        "var 48; ble noe slettet ved et uhell?"
    )


def test_a_role_that_is_lost_from_a_list(root: Path) -> None:
    """The roles are named."""
    change(root, SHIFT, "[barista, ringevikar]", "[barista]")
    assert [x.message for x in compared(root).warned] == [
        "«bytte-vakt» er ikke lenger for Ringevikar; var det meningen?"
    ]


def test_a_confirmation_that_the_change_voids(root: Path) -> None:
    """Readers are no longer told that the answer is confirmed; a new confirmation counts."""
    bind(root, COFFEE)
    commit(root)
    change(root, COFFEE, "18 gram kaffe", "19 gram kaffe")
    found = compared(root)
    assert [x.message for x in found.warned] == [
        "bekreftelsen av «hvor-mye-kaffe» fra 5. januar 2025 gjelder en eldre tekst; be om en ny"
    ]
    assert [x.key for x in found.answers[0].fields] == ["reviewed"]
    bind(root, COFFEE)
    assert compared(root).warned == ()


def test_nesting_deeper_than_the_stack() -> None:
    """It is read, as one line."""
    text = f"{'> ' * 3000}dypt\n\n{'- ' * 3000}dypt\n"
    assert readable(text).split()[0] == "dypt"
    assert form(text) != form(text.replace("dypt", "dypere"))


def test_an_answer_whose_links_were_lost(root: Path) -> None:
    """A link that another one replaces is no slip."""
    change(root, SHIFT, "[vaktlisten](link:vaktliste)", "vaktlisten")
    (warned,) = compared(root).warned
    assert warned.message == (
        "svaret «bytte-vakt» for Barista og Ringevikar lenker ikke lenger til «vaktliste»; "
        "var det meningen?"
    )
    change(root, SHIFT, "inn i vaktlisten", "inn i [vaktlisten](link:oppskriftsbok)")
    assert compared(root).warned == ()


def test_links_terms_pages_and_plans_are_listed(root: Path) -> None:
    """Each kind is counted, with the keys that changed."""
    change(root, "links.yaml", "    title: Renholdsloven\n", "    title: Lov om renhold\n")
    page = root / "content/pages/om.md"
    page.write_text(page.read_text("utf-8") + "\nEt nytt avsnitt.\n", "utf-8")
    change(root, "content/plans/torget.yaml", "title: ", "title: Ny ")
    found = {(x.kind, x.change, *(y.key for y in x.fields)) for x in compared(root).items}
    assert found == {
        ("links", Change.CHANGED, "title"),
        ("pages", Change.CHANGED, "text"),
        ("plans", Change.CHANGED, "title"),
    }


def test_what_only_editors_see_is_no_change(root: Path) -> None:
    """A note to editors, and why a role has another text."""
    change(root, COFFEE, "Mengden må avklares", "Mengden er avklart")
    change(root, CLEAN, "Bare sjefen fører loggen.", "Loggen er sjefens.")
    assert compared(root).is_empty


def test_the_work_tree_is_not_touched(root: Path) -> None:
    """Revisions are read from git's store, also for a hub in a folder of the repository."""
    nested = a_history(root.parents[1] / "under", "kilder/hub")
    for hub in (root, nested):
        change(hub, SHIFT, "Ja.", "Jo.")
        commit(hub)
        (hub / "content/topics.yaml").write_text("ødelagt: [", "utf-8")
        count = len(list(hub.glob("content/questions/*")))
        shutil.rmtree(hub / "content/questions")
        assert len(compared(hub, "HEAD~1", "HEAD").answers) == 1
        assert len(git(hub, "status", "--short").splitlines()) == count + 1


def test_what_an_answer_says_in_another_language(root: Path) -> None:
    """It is part of the answer, and its words are marked."""
    nynorsk = "translations:\n  nn:\n    question: Korleis byter eg vakt?\n    answer: Spør {}.\n"
    text = (root / SHIFT).read_text("utf-8")
    write(root, SHIFT, text + nynorsk.format("sjefen"))
    commit(root)
    write(root, SHIFT, text + nynorsk.format("leiaren"))
    (answer,) = compared(root).answers
    (field,) = answer.fields
    assert field.key == "translations"
    assert Piece(Mark.REMOVED, "sjefen") in field.pieces
    assert Piece(Mark.ADDED, "leiaren") in field.pieces
