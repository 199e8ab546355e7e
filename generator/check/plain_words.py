"""Words of offices in bokmål, with the plain ones: what readers stumble over, and what they know.

Chosen with Språkrådet's list as a guide, which says that it is advice and no ban:
https://sprakradet.no/godt-og-korrekt-sprak/praktisk-sprakbruk/kansellisten/
Each row has the forms of one expression, with `/` between them, and what to write in their place.
"""

import re
from collections.abc import Mapping

_ROWS = """
i henhold til = etter
i samsvar med = etter, slik … sier
i overensstemmelse med = etter, slik … sier
i medhold av = etter
i tråd med = etter, slik … sier
under henvisning til = viser til
på bakgrunn av = ut fra, fordi
med bakgrunn i = ut fra, fordi
som følge av = fordi, på grunn av
i forbindelse med = ved, når, om
med hensyn til = om, når det gjelder
hva angår/hva gjelder = når det gjelder
vedrørende/angående = om
i den grad = hvis, så langt
under forutsetning av at/forutsatt at = hvis
med mindre annet er = når ikke noe annet er
til enhver tid = alltid
på nåværende tidspunkt/på det nåværende tidspunkt = nå
i påvente av = mens … venter på
i løpet av kort tid = snart
for øvrig/forøvrig = ellers
ikke desto mindre = likevel
til tross for at = selv om
det foreligger/foreligger/forelå = finnes, er
fremkommer/framkommer/fremkom/framkom = står, går fram
foreta/foretar/foretok/foretatt = gjøre
foretas = blir gjort
samt = og
hvorvidt = om
dersom = hvis
såfremt = hvis
ovennevnte/ovenstående = dette, … over
nedenstående/nedenfor nevnte = dette, … under
nevnte = denne, disse
angjeldende = denne, det gjelder
vedkommende = personen, den det gjelder
respektive = hver sin, hver sitt
herved = (stryk ordet)
heretter = fra nå av
jamfør/jfr. = se
eksempelvis = for eksempel
således = slik, derfor
følgelig = derfor
herunder = blant annet, også
imidlertid = men
hensiktsmessig/hensiktsmessige = som passer, nyttig
inneha/innehar/innehatt = ha
besitte/besitter/besittet = ha
bevirke/bevirker/bevirket = føre til
medføre/medfører/medførte/medført = føre til, gi
oversende/oversender/oversendt/oversendes = sende
innsende/innsender/innsendt/innsendes = sende inn
påbegynne/påbegynner/påbegynt/påbegynnes = begynne
ferdigstille/ferdigstiller/ferdigstilt/ferdigstilles = gjøre ferdig
utarbeide/utarbeider/utarbeidet/utarbeides = lage, skrive
iverksette/iverksetter/iverksatt/iverksettes = sette i gang
avholde/avholder/avholdt/avholdes = holde
anvende/anvender/anvendt/anvendes = bruke
benytte/benytter/benyttet/benyttes = bruke
tilstrebe/tilstreber/tilstrebet = prøve å nå
bistå/bistår/bistått = hjelpe
erverve/erverver/ervervet = få, skaffe
ivareta/ivaretar/ivaretatt/ivaretas = ta vare på, følge opp
tilrettelegge/tilrettelegger/tilrettelagt/tilrettelegges = legge til rette
omhandle/omhandler/omhandlet = handle om
anmode/anmoder/anmodet = be
anmodning = ønske, spørsmål
meddele/meddeler/meddelt = si fra, fortelle
underrette/underretter/underrettet/underretning = gi beskjed, beskjed
innledningsvis = først
avslutningsvis = til slutt
inneværende = denne, dette
påfølgende = neste
forutgående = tidligere, før
påkrevd/påkrevet = nødvendig
forestå/forestår = stå for, lede
besørge/besørger = sørge for
effektuere/effektuerer/effektuert = utføre
påse/påser = sørge for, passe på
tilkjennegi/tilkjennegir = si fra om
"""
_SHORT = """
bl.a. = blant annet
ca. = omtrent
e.l. = eller lignende
evt./ev. = eller, kanskje
f.eks. = for eksempel
ifm./i.f.m. = ved, når
ift./i.f.t. = til, for, om
iht./i.h.t. = etter
jf. = se
m.m./mm. = (skriv hva mer)
m.v./mv. = (skriv hva mer)
mht./m.h.t. = om
mtp./m.t.p. = for å
o.l. = og lignende
osv. = og så videre, (skriv hva mer)
pga./p.g.a. = på grunn av
pr. = per, hver
tilsv. = tilsvarende
vedr. = om
"""


def _table(rows: str) -> Mapping[str, str]:
    """Return each form -> what to write in its place."""
    pairs = (row.split(" = ") for row in rows.strip().splitlines())
    return {form: plain for forms, plain in pairs for form in forms.split("/")}


PLAIN = _table(_ROWS)
"""Expression -> plain ones."""
WRITTEN_OUT = _table(_SHORT)
"""Abbreviation -> what it stands for, or better."""
EXPRESSION = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(re.escape(form) for form in sorted(PLAIN, key=len, reverse=True))
    + r")(?![\w-])",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(
    r"(?<![\w.-])(?:"
    + "|".join(re.escape(form) for form in sorted(WRITTEN_OUT, key=len, reverse=True))
    + r"|(?!\S*\.no\.)(?:[a-zæøå]{1,3}\.){2,})(?!\w)"
)
"""Those of the table, and others with a full stop after each part."""
