"""The table for a terminal."""

from generator.linkcheck.reports.issue import as_markdown
from generator.linkcheck.reports.table import as_table
from generator.linkcheck.reports.wording import count_line
from generator.linkcheck.results import Run
from tests.linkcheck.reports.runs import FINISHED, RUN


def test_the_table() -> None:
    """The worst results come first, each with its reason and its places; good ones are counted."""
    assert as_table(RUN, 60) == (
        "Døde (2)\n"
        "  https://a.no/borte\n"
        "    Bekreftet. Siden finnes ikke (404). Slik siden\n"
        "    2026-11-19 (3 netter).\n"
        "    links.yaml:12:10\n"
        "    content/lønn.yaml:4:7\n"
        "  https://ny-feil.no/\n"
        "    Nettstedet finnes ikke. Slik siden 2026-11-21.\n"
        "\n"
        "Svarer ikke akkurat nå (1)\n"
        "  https://treg.no/\n"
        "    Bør ses på. Nettstedet svarte ikke i tide. Slik siden\n"
        "    2026-11-14 (8 netter).\n"
        "    links.yaml:30:10\n"
        "\n"
        "Flyttet (1)\n"
        "  https://gammel.no/en_side\n"
        "    Bør ses på. Adressen har fått varig ny plass:\n"
        "    https://ny.no/en_side. Sett 3 netter på rad.\n"
        "    links.yaml:50:10\n"
        "\n"
        "Friske igjen (1)\n"
        "  https://frisk.no/\n"
        "\n"
        "Kilden er endret (1)\n"
        "  https://endret.no/regel\n"
        "    Se over: ferie, lonn-under-permisjon.\n"
        "\n"
        "8 adresser: 2 døde (1 bekreftet), 1 uten svar, 1 flyttet, 3 i orden, 1 ikke sjekket.\n"
    )


def test_the_count_line() -> None:
    """It counts each address once, in plain words."""
    assert count_line(Run(FINISHED, ())) == "0 adresser."
    assert count_line(Run(FINISHED, RUN.results[:1])) == "1 adresse: 1 i orden."


def test_a_run_that_was_cut_off_says_so() -> None:
    """Both the table and the issue say that the run is incomplete."""
    cut = Run(None, RUN.results[:1])
    said = "Kjøringen er ufullstendig, så den kan ikke si at alt er i orden."
    assert as_table(cut) == f"{said}\n1 adresse: 1 i orden.\n"
    assert said in as_markdown(cut)
