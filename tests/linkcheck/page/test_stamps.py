"""Stamps: lines that only say when a page was written, by whom, or how often it was read."""

import pytest

from tests.linkcheck.page.reading import main_text

STAMPS = [
    "Sist oppdatert 3. mars 2026",
    "Sist faglig oppdatert: 03.03.2026",
    "Sist endret 3. mars 2026 av Kari Nordmann",
    "Publisert: 12.03.2024 | Sist oppdatert: 3. mai 2024 kl. 12.30",
    "Publisert for 3 dager siden",
    "Oppdatert i går 14:05",
    "Last updated March 3, 2026",
    "tirsdag 3. mars 2026",
    "2026-03-03T10:00:00Z",
    "2026-03-03",
    "Publisert",
    "Vist 1 234 ganger",
    "Antall visninger: 1 234",
    "Artikkelen er lest 77 ganger",
    "Artikkel | Sist oppdatert: 12.03.2026",
    "Publisert 1. mars 2026 · 4 min lesetid",
    "Skrevet av Kari Hansen 12. mars 2026",
    "Sist faglig vurdert 12. mars 2026",
    "Sist endra 3. mars 2026",
    "Utskriftsdato: 12.3.2026",
    "Lastet ned 12.3.2026 kl. 10:22",
    "© 2026 Direktoratet",
    "Sist revidert: mars 2026",
    "14 kommentarer",
    "Les også: Slik søker du om lønnstilskudd",
    "Dato: 03.03.2026 | Oppdatert 03.03.2026 kl. 09.41 | Ansvarleg eining: Jus",
    "Sist endret 3.3.2026 11:11 av Systemkonto | Versjon 14.0",
    "<span>Sist oppdatert 3. mars 2026</span><span>Av: redaksjonen</span>",
    "Siste faglige endring: 3. mars 2026 <a href=/v>Se eldre utgaver</a>",
    "Lesetid: 3 minutter",
    "Oppdatert for 3 veker sidan",
    "Last reviewed: Tuesday, 3 Mar 2026",
    "Ansvarlig redaktør: Kari Nordmann",
    "Foto: Ola Nordmann",
    "Publisert 3. mars 2026. Oppdatert 4. mars 2026.",
]
TEXT = [
    "Søknadsfrist: 3. mars 2026",
    "Frist 3. mars 2026",
    "Loven trer i kraft 1. januar 2027",
    "Sist endret LOV-2023-12-20-105 fra 01.01.2024",
    "Sist endret ved lov 20. desember 2023 nr. 105",
    "Minst 70 timer",
    "Sist oppdatert sats gjelder fra 1. mai 2026",
    "2027",
    "12 måneder",
    "Vedtaket ble endret den 3. mars 2026 etter klage",
    "§ 3",
    "Besøk oss",
    "08:00–15:30",
    "Skrevet prøve 12. mars 2026",
    "Dato: 12. mars 2026",
    "Dokument-ID: 44 Status: Gjeldende",
    "Ansvarlig: kommunen",
    "Versjon 2",
]


@pytest.mark.parametrize("line", STAMPS)
def test_a_stamp_is_no_main_text(line: str) -> None:
    """A stamp is left out."""
    assert main_text(f"<main><p>Før</p><p>{line}</p><p>Etter</p></main>") == ["Før", "Etter"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Pasientinformasjon | Oppdatert 3. mars 2026", "Pasientinformasjon"),
        ("Sist endret 3. mars 2026 | I kraft 1. mai 2026", "I kraft 1. mai 2026"),
        ("Kurs i Bergen | 3. mars 2026", "Kurs i Bergen | 3. mars 2026"),
        ("Publisert 3. mars 2026. Fristen er ute.", "Fristen er ute."),
    ],
)
def test_a_stamp_is_cut_out_of_its_line(line: str, kept: str) -> None:
    """The rest of its line stays, and so does a date without a label."""
    assert main_text(f"<main><p>Før</p><p>{line}</p></main>") == ["Før", kept]


@pytest.mark.parametrize("line", TEXT)
def test_a_date_that_says_something_is_main_text(line: str) -> None:
    """A deadline, a date of a statute, and text that only resembles a stamp stay."""
    assert main_text(f"<main><p>Før</p><p>{line}</p></main>") == ["Før", line]


def test_a_date_alone_stays_under_a_heading_that_it_answers() -> None:
    """A line that is only a date stays if the line before it asks for one."""
    html = (
        "<h3>Søknadsfrist</h3><p>1. mars 2027</p><p>Oppstart:</p><ul><li>1. mai<li>1. juni</ul>"
        "<h3>Våren</h3><p>12. mai 2027</p><p>Om siden</p><p>2. mai 2026</p>"
    )
    assert main_text(html) == [
        "Søknadsfrist", "1. mars 2027", "Oppstart:", "1. mai", "1. juni", "Våren", "12. mai 2027",
        "Om siden",
    ]  # fmt: skip
