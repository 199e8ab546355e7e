"""Names that people write become ids by the rule of the handbook, or a sentence says why not."""

import pytest

from generator.editing.names import Named, named, plain


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Leder i kommune", "leder-i-kommune"),
        ("Ærlig Ørret på Ål", "aerlig-orret-pa-al"),
        ("CafĆ é & bar nr. 2", "cafc-e-bar-nr-2"),
        ("  Barista  ", "barista"),
        ("en-annen-id=Barista", "en-annen-id"),
        ("x" * 100, "x" * 80),
    ],
)
def test_a_name_gets_an_id(name: str, id_: str) -> None:
    """The id has letters from a to z, digits and hyphens; æ is ae, ø is o and å is a."""
    assert named([name])[0].id == id_


def test_names_are_separated_by_commas_or_given_apart() -> None:
    """Both ways give the same, in order."""
    wanted = (Named("a", "A"), Named("b", "B"), Named("c", "C"))
    assert named(["A, B,C"]) == named(["A", "b=B", "C"]) == wanted


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["A,,B"], "et navn er tomt; skriv det inn"),
        ([""], "et navn er tomt; skriv det inn"),
        (["A\nB"], "et navn har et tegn som ikke synes; skriv navnet på nytt"),
        (["A\u200bB"], "et navn har et tegn som ikke synes; skriv navnet på nytt"),
        (["Лидер"], ("«Лидер» gir ingen id, for det har ingen bokstaver fra a til z; "
                    "skriv id-en foran: en-id=Лидер")),
        (["Én id=A"], "«Én id» er ikke en gyldig id; bruk små bokstaver a–z, tall og bindestrek"),
        (["Å,A"], ("«Å» og «A» får begge id-en «a»; gi den ene et annet navn, "
                  "eller skriv id-en foran: en-annen-id=A")),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_one_sentence(texts: list[str], message: str) -> None:
    """The sentence says what was found and what to do."""
    with pytest.raises(ValueError, match=r".") as error:
        named(texts)
    assert str(error.value) == message


def test_a_name_is_in_normal_form_c() -> None:
    """A letter and its ring, as some keyboards send them, become one letter."""
    assert plain("A\u030al ") == "Ål"
