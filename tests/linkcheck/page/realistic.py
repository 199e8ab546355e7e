"""Realistic pages on one night and the next: four kinds of site, two texts, and many changes."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """A kind of site, by what surrounds the text of its pages."""

    frame: str
    """HTML with `{text}`, and with the words of `NIGHT`."""


NIGHT = {
    "title": "Introduksjonsprogram",
    "menu": "<ul><li><a href=/a>Tema</a></li><li><a href=/b>Om oss</a></li></ul>",
    "cookies": "",
    "date": "3. mars 2026",
    "views": "1 204",
    "token": "f3a91c0077be41d2a5",
    "related": "<li><a href=/1>Slik søker du om støtte</a></li><li><a href=/2>Nye satser</a></li>",
    "ads": "<p>Annonse for et kurs i Bergen</p><p>Annonse for en bok om arbeidsrett</p>",
    "script": "<script>window.data = {build: 1}</script>",
}
TEXTS = {
    "veiledning": """<h1>Introduksjonsprogram</h1>
<p class="ingress">Deltakere har rett til et program med varighet fra tre måneder til fire år.</p>
<h2>Hvem har rett?</h2>
<p>Kommunen skal tilby programmet innen tre måneder etter bosetting. Deltakeren skal ha minst
70 timer undervisning i mestring, jf. integreringsloven § 26.</p>
<ul><li>flyktninger mellom 18 og 55 år</li><li>familiegjenforente til flyktninger</li>
<li>personer med kollektiv beskyttelse</li></ul>
<h2>Søknad</h2>
<p>Søknaden sendes innen 15. mai 2026 gjennom kommunens skjema. Vedtaket kan påklages.</p>
<table><tr><th>Sats</th><td>248 056 kroner</td></tr><tr><th>Frist</th><td>1. juni 2026</td></tr>
</table>""",
    "lov": """<h1>Lov om integrering gjennom opplæring, utdanning og arbeid</h1>
<p>Dato LOV-2020-11-06-127</p>
<h2>Kapittel 4. Introduksjonsprogram</h2>
<h3 id="§8">§ 8. Rett og plikt til introduksjonsprogram</h3>
<p>Nyankommet innvandrer mellom 18 og 55 år har rett og plikt til deltakelse i programmet.</p>
<h3 id="§26">§ 26. Tidspunkt for oppstart</h3>
<p>Kommunen skal sørge for at programmet starter så snart som mulig og innen tre måneder.</p>
<ol><li>Fristen løper fra vedtaket ble truffet.</li><li>Departementet kan gi forskrift.</li></ol>
<p>Endret ved lov 20. desember 2023 nr. 105, ikraft 1. januar 2024.</p>""",
}
SITES = {
    "main": Site("""<!doctype html><html lang="nb"><head><meta charset="utf-8">
<title>{title} - Direktoratet</title><meta name="csrf-token" content="{token}">{script}</head>
<body class="page has-menu">{cookies}<a class="skip-link" href="#c">Hopp til innhold</a>
<header><nav>{menu}</nav></header><nav aria-label="Brødsmulesti"><a href="/">Hjem</a></nav>
<main id="c">{text}<p class="article-date">Sist oppdatert {date}</p>
<form action="/svar"><input type=hidden name=t value="{token}">Fant du det du lette etter?</form>
<section class="related-content"><h2>Relatert innhold</h2><ul>{related}</ul></section></main>
<aside>{ads}</aside><footer>Vist {views} ganger</footer></body></html>"""),
    "asp.net": Site("""<html><head><title>{title}</title>{script}</head><body>
<form method="post" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="{token}">
{cookies}<div id="hovedmeny">{menu}</div><div id="brodsmulesti">Hjem / Tema</div>
<div id="innhold"><div class="dato">Publisert: {date}</div>{text}<p>Antall visninger: {views}</p>
</div><div id="relatert">{related}</div><div class="annonser">{ads}</div></form></body></html>"""),
    "article": Site("""<html><head><title>{title}</title></head><body><div id="app">{cookies}
<div class="site-nav">{menu}</div><div class="content"><article><div class="meta">
<time datetime="{token}">{date}</time></div>{text}<h2>Les også</h2><ul>{related}</ul>
</article></div><div class="ad-column">{ads}</div><div>Siden er vist {views} ganger</div></div>
{script}</body></html>"""),
    "old": Site("""<HTML><HEAD><TITLE>{title}</TITLE>{script}<BODY BGCOLOR=white>{cookies}
<TABLE><TR><TD CLASS=meny>{menu}<TD>{text}<P>Sist endret: {date} av Ola Nordmann<BR>
Vist {views} ganger<TD CLASS="relaterte-saker">{related}<DIV CLASS=ads>{ads}</DIV></TABLE>
<INPUT TYPE=hidden VALUE={token}>"""),
}
Alter = Callable[[dict[str, str], str], tuple[dict[str, str], str]]
"""Takes the words of a night and the text; returns those of the next night."""


def around(**parts: str) -> Alter:
    """Change what surrounds the text."""
    return lambda night, text: (night | parts, text)


def within(old: str, new: str) -> Alter:
    """Change the text."""

    def alter(night: dict[str, str], text: str) -> tuple[dict[str, str], str]:
        assert old in text
        return night, text.replace(old, new)

    return alter


def spaces(night: dict[str, str], text: str) -> tuple[dict[str, str], str]:
    """Change the whitespace of the text."""
    return night, re.sub(r"\s+", "\n\t ", text).replace("<p>", '<p  class="v2" >\r\n')


SAME: dict[str, Alter] = {
    "menu": around(menu="<ul><li>Tema</li><li>Kurs for 2027</li><li>Presse</li></ul>"),
    "date": around(date="21. november 2026"),
    "date in figures": around(date="21.11.2026"),
    "cookie banner": around(
        cookies='<div id="cookie-consent" role="dialog"><h2>Vi bruker informasjonskapsler</h2>'
        "<p>Vi lagrer 3 kapsler i 12 måneder.</p><button>Godta</button></div>"
    ),
    "view counter": around(views="1 377"),
    "token": around(token="99b1e2d4c6aa0d1f22"),
    "order of ads": around(
        ads="<p>Annonse for en bok om arbeidsrett</p><p>Annonse for et kurs i Bergen</p>"
    ),
    "other ads": around(ads="<p>Bestill høstens 40 kurs nå</p>"),
    "related list": around(related="<li><a href=/3>Endringer fra 1. januar 2027</a></li>"),
    "script": around(script="<script>window.data = {build: 2, q: '<p>80 timer</p>'}</script>"),
    "white space": spaces,
    "everything around": around(
        menu="<p>Ny meny 2027</p>", date="1. desember 2026", views="9", token="x1",
        related="", ads="",
    ),
}  # fmt: skip
OTHER: dict[str, dict[str, Alter]] = {
    "veiledning": {
        "one number": within("70 timer", "80 timer"),
        "amount": within("248 056", "260 320"),
        "number in words": within("fire år", "fem år"),
        "paragraph added": within(
            "<h2>Søknad</h2>", "<p>Kommunen kan forlenge programmet.</p><h2>Søknad</h2>"
        ),
        "paragraph removed": within(
            '<p class="ingress">Deltakere har rett til et program med varighet fra tre måneder til '
            "fire år.</p>",
            "",
        ),
        "deadline in running text": within("innen 15. mai 2026", "innen 15. april 2026"),
        "deadline in a table": within("1. juni 2026", "1. juli 2026"),
        "list item added": within("beskyttelse</li>", "beskyttelse</li><li>studenter</li>"),
        "list item removed": within("<li>familiegjenforente til flyktninger</li>", ""),
        "§ number": within("§ 26", "§ 27"),
        "reworded paragraph": within(
            "Søknaden sendes innen 15. mai 2026 gjennom kommunens skjema.",
            "Skjemaet fra kommunen må være levert senest 15. mai 2026.",
        ),
        "can instead of shall": within("Kommunen skal tilby", "Kommunen kan tilby"),
    },
    "lov": {
        "repealed": within("<p>Dato", "<p>Loven er opphevet.</p><p>Dato"),
        "whole text replaced": lambda night, _: (night, "<h1>Ny side</h1><p>Se den nye loven.</p>"),
        "§ repealed": within(
            "<p>Kommunen skal sørge for at programmet starter så snart som mulig og innen tre "
            "måneder.</p>",
            "<p>(Opphevet)</p>",
        ),
        "amended again": within(
            "20. desember 2023 nr. 105, ikraft 1. januar 2024",
            "19. juni 2026 nr. 41, ikraft 1. januar 2027",
        ),
        "age": within("18 og 55", "18 og 60"),
        "point added": within("forskrift.</li>", "forskrift.</li><li>Kongen gir unntak.</li>"),
        "not": within("har rett og plikt", "har rett, men ikke plikt"),
        "§ added": within("<p>Endret", "<h3>§ 26 a. Unntak</h3><p>Unntak kan gis.</p><p>Endret"),
    },
}  # fmt: skip
PAIRS = [
    *((site, text, name, alter, False) for site in SITES for text in TEXTS
      for name, alter in SAME.items()),
    *((site, text, name, alter, True) for site in SITES for text in TEXTS
      for name, alter in OTHER[text].items()),
]  # fmt: skip
