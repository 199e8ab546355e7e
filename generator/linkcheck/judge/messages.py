"""What error pages, parked host names and new servers call themselves, in the languages we meet.

In: a title or heading in the form that `phrases.normalized` returns, without a status code. Out:
whether all of it is such a message: bokmål, nynorsk, Swedish, Danish, Sami, German, French and
English. The patterns match whole phrases: a page about error messages is not an error page.
"""

import re

_NB_THING = (
    r"(?:(?:denne|den|dette|forespurte|ønskede|ønska) )*(?:siden|sida|sidan|side|nettsiden|nettsida"
    r"|nettside|websiden|artikkelen|dokumentet|innholdet|innhaldet|filen|fila|ressursen|adressen"
    r"|lenken|lenka|lenkja|oppføringen|det)(?: (?:som )?(?:du|de) .{1,60}?)?"
)
_NB_SITE = r"(?:siden|sida|nettsiden|nettsida|nettstedet|tjenesten|vi|systemet)"
_NB_FINDS = r"(?:fant|finner|finn|fann|kan|kunne|klarte|klarer|får|fikk)"
_NB_LATER = r"(?:lenger|lengre|lengje|meir|mer)"
_NB_HERE = r"tilgjengele?i?g"
_NORWEGIAN = (
    rf"{_NB_THING} (?:finnes|fins|finst|eksisterer)(?: dessverre)? ikkj?e"
    rf"(?: (?:{_NB_LATER}|her|på .{{1,40}}|eller .{{1,40}}))*"
    rf"|{_NB_THING} (?:ble|blei|vart|er|kan|kunne)(?: dessverre)? ikkj?e(?: {_NB_LATER})?"
    rf" (?:bli )?(?:funnet|funnen?|finnes|finne|å finne|{_NB_HERE}|vises|visast|lastes|åpnes|her)"
    rf"(?: {_NB_LATER})?(?: her)?"
    rf"|{_NB_THING} (?:er|ble|har blitt|har vorte)(?: dessverre)?"
    r" (?:borte|vekke|fjernet|fjerna|slettet|sletta|avpublisert|nedlagt|lagt ned|arkivert|utgått"
    r"|utilgjengele?i?g)(?: eller .{1,40})?"
    rf"|{_NB_THING} (?:er|har|har blitt)(?: dessverre)? (?:flyttet|flytta|tatt bort|tatt ned)"
    r"(?: eller .{1,40})?"
    rf"|(?:denne |den )?lenk(?:en|a|ja) (?:er (?:død|brutt|ødelagt|utgått|ugyldig)"
    r"|(?:virker|verkar|fungerer) ikkj?e(?: lenger)?)"
    rf"|(?:(?:vi|jeg|eg) )?{_NB_FINDS}(?: (?:vi|me))?(?: dessverre)? ikkj?e(?: å)?(?: finne)?"
    rf" (?:{_NB_THING}|(?:noen|noe|nokon)(?: slik)? side|noe(?: her)?|noko)"
    rf"|(?:(?:siden?|dokument|fil|artikkel|innhold|ressurs|innhald) )?ikkj?e (?:funnet|funnen?)"
    rf"|(?:siden )?finnes ikke|ikkj?e {_NB_HERE}"
    r"|(?:her (?:finnes|er|fins|finst) det )?(?:ingen|inga) (?:slik )?side(?: her)?"
    r"|(?:ugyldig|ukjent|død) (?:side|adresse|lenke|url)"
    r"|her (?:er|var|finnes|fins|finst)(?: det| visst)* (?:visst )?(?:ingenting|tomt"
    r"|ikkje noko|ikke noe"
    r"|ingen ting)(?: å .{1,30})?|(?:vi )?(?:fant )?(?:ingenting|tomt)(?: å finne)? her"
    r"|(?:det )?(?:har )?(?:oppsto|oppstod|oppstått|skjedde|skjedd)(?: det)? en"
    r" .{0,20}feil.{0,40}"
    r"|en (?:\w+ )?feil (?:har )?(?:oppsto|oppstod|oppstått)|noe (?:gikk|har gått) (?:galt|feil)"
    r"|noko gjekk gal[et]|intern (?:tjener|server)feil|serverfeil"
    r"|domenet?(?: .{1,60})? er (?:til salgs?|parkert|ledig|registrert hos .{1,40})"
    rf"|{_NB_SITE} (?:er )?(?:under|nede for|stengt for) (?:\w+ )?vedlikehold"
    r"|(?:nede|stengt) for (?:\w+ )?vedlikehold|under vedlikehold"
)
_EN_THING = (
    r"(?:(?:the|this|that|your|requested|web) ?)*(?:page|file|document|resource|content|article"
    r"|url|address|site|link|object|item)(?: (?:that )?(?:you|requested|at|with) ?.{0,60}?)?"
)
_ENGLISH = (
    rf"{_EN_THING} (?:(?:was|is|were) )?(?:not|wasn't|isn't) (?:be )?(?:found|available|here)"
    r"(?: (?:on .{1,40}|any ?more))?"
    rf"|{_EN_THING} (?:can't|cannot|can not|could not|couldn't) be (?:found|displayed|located)"
    rf"|{_EN_THING} (?:does not|doesn't|no longer) (?:seem to )?exists?(?: any ?more)?"
    rf"|{_EN_THING} (?:is |has been |was |may have been |has )?(?:missing|gone|removed|deleted"
    r"|unavailable|broken|dead|expired|no longer (?:available|here))"
    r"|(?:we(?:'re| are)? )?(?:can't|cannot|can not|could not|couldn't|did not|didn't|unable to)"
    rf" (?:seem to )?(?:find|locate) (?:{_EN_THING}|(?:what|that).{{0,40}}|anything.{{0,20}})"
    r"|not found|nothing (?:was )?(?:found|here|to see here)(?: here)?|no such page|gone"
    r"|(?:dead|broken|invalid|expired) (?:link|url|page)|(?:internal )?server error|bad gateway"
    r"|(?:there(?:'s| is) )?nothing (?:to see )?here"
    r"|service (?:temporarily )?unavailable|gateway time-?out|server error in .{1,60}"
    r"|(?:this |the )?(?:page|document|object) (?:has )?(?:been )?moved(?: permanently)?"
    r"|error establishing a database connection|account suspended|runtime error"
    r"|application error|something went wrong|an (?:\w+ )?error (?:has )?occurred"
    r"|(?:(?:the |this )?domain(?: name)?(?: .{1,60})?|.{1,60}\.\w{2,})"
    r" (?:is|may be) (?:for sale|parked|available)(?: .{1,40})?"
    r"|(?:this )?domain (?:is )?for sale|(?:parked|expired) domain(?: name)?"
    r"|domain (?:parking|expired)"
    r"|buy this domain|(?:the |this |our )?(?:(?:web ?)?site |page )?(?:is )?"
    r"(?:currently )?(?:down for|under|undergoing) (?:\w+ )?maintenance"
)
_SV_THING = (
    r"(?:(?:den|denna|den här|begärda) )*(?:sidan?|webbsidan|artikeln|innehållet"
    r"|filen|länken)(?: (?:som )?du .{1,60}?)?"
)
_SWEDISH = (
    rf"{_SV_THING} (?:kunde|kan)(?: tyvärr)? inte (?:hittas|visas|nås)"
    rf"|{_SV_THING} (?:hittades|finns|existerar)(?: tyvärr)? (?:inte|ej)(?: längre| kvar| här)*"
    rf"|{_SV_THING} (?:är|har blivit"
    rf"|har)(?: tyvärr)? (?:inte (?:längre )?tillgänglig(?:t)?(?: längre)?"
    r"|borttagen|borttaget|raderad|flyttad|flyttats|tagits bort|saknas)|sidan? saknas"
    rf"|(?:vi )?(?:hittade|hittar|kan|kunde)(?: vi)?(?: tyvärr)? inte(?: hitta)? {_SV_THING}"
    rf"|det (?:gick|går) inte att hitta {_SV_THING}|(?:sidan? )?(?:hittades inte|ej hittad)"
    r"|(?:ett )?(?:\w+ )?fel (?:har )?(?:uppstod|uppstått|inträffade)|något gick (?:fel|snett)"
    r"|här (?:finns|fanns) (?:det )?(?:ingenting|inget)(?: här)?|domänen är till salu"
)
_DA_THING = (
    r"(?:(?:den|denne|dette|ønskede) )*(?:siden|side|websiden|artiklen|indholdet"
    r"|filen|linket)(?: (?:som )?du .{1,60}?)?"
)
_DANISH = (
    rf"{_DA_THING} (?:findes|eksisterer)(?: desværre)? ikke(?: længere| mere)?"
    rf"|{_DA_THING} (?:blev|kunne|kan|er)(?: desværre)? ikke(?: længere)? (?:fundet|findes|vises"
    r"|tilgængelige?t?)(?: længere| mere)?"
    rf"|{_DA_THING} (?:er|er blevet|blev) (?:fjernet|slettet|flyttet|nedlagt)(?: eller .{{1,40}})?"
    rf"|(?:vi )?(?:kan|kunne|fandt)(?: vi)?(?: desværre)? ikke(?: finde)? (?:{_DA_THING}"
    rf"|det,? du .{{1,40}})"
    r"|(?:siden? )?ikke fundet|(?:der )?(?:er )?(?:opstod|opstået|skete"
    r"|sket)(?: der)? en (?:\w+ )?fejl"
    r"|noget gik galt|domænet er til salg"
)
# Northern, Lule and Southern Sami: «does not exist», «was not found», «we did not find».
_SAMI = (
    r"(?:dát |dat )?(?:siidu|neahttasiidu|sijddo|nehtasijddo|bielie|sæjroe|sijjie|nedtesæjroe)"
    r" (?:ii|ij|idtji) (?:leat |leah |le )?(?:šat )?(?:gávdno\w*|gávdna\w*|gávnnu\w*|gåavnes\w*"
    r"|gååvnes\w*|gaavn\w*)"
    r"|(?:siidu |sijddo )?(?:ii|ij) (?:gávdno\w*|gávnnu\w*|gååvnes\w*"
    r"|gaavnes\w*)(?: siidu| sijddo)?"
    r"|(?:mii |mij )?(?:eat|ejat|ep|ean) (?:gávdna\w*|gávna\w*|gaavneh?\w*) (?:siiddu"
    r"|dan siiddu|sijdov?|sæjroem)"
)
_DE_THING = (
    r"(?:(?:die|diese|der|dieser|das|dieses|angeforderte|gewünschte"
    r"|gesuchte) )*(?:seite|webseite|inhalt|datei|dokument|artikel|url)"
)
_GERMAN = (
    rf"{_DE_THING} (?:(?:wurde|konnte|kann|ist) )?(?:leider )?nicht (?:mehr )?(?:gefunden"
    rf"|verfügbar|vorhanden"
    r"|erreichbar|angezeigt)(?: werden)?"
    rf"|{_DE_THING} (?:existiert|gibt es)(?: leider)? nicht(?: mehr)?"
    rf"|{_DE_THING} (?:wurde|ist) (?:entfernt|gelöscht|verschoben|umgezogen)"
    rf"|(?:wir )?(?:konnten|können)(?: wir)? {_DE_THING}(?: leider)? nicht finden"
    r"|nicht gefunden|(?:es ist )?ein (?:\w+ )?fehler (?:ist )?(?:aufgetreten)"
    r"|etwas ist schief ?gelaufen"
    r"|(?:diese )?domain (?:ist |steht )?(?:zu verkaufen|zum verkauf|geparkt)"
)
_FR_THING = (
    r"(?:(?:la|le|cette|ce|votre) )?(?:page|fichier|document|article|contenu"
    r"|adresse)(?: (?:demandée?|recherchée?|que vous .{1,60}?))?"
)
_FRENCH = (
    rf"{_FR_THING} (?:est |semble )?(?:introuvable|inexistante?|non (?:trouvée?|disponible))"
    rf"|{_FR_THING} (?:n'existe|n'est) (?:pas|plus)(?: disponible| accessible)?"
    rf"|{_FR_THING} n'a pas (?:été trouvée?|pu être trouvée?)"
    rf"|{_FR_THING} (?:a été|est) (?:supprimée?|déplacée?)|introuvable"
    rf"|(?:nous ne trouvons|impossible de trouver)(?: pas)? {_FR_THING}"
    r"|une erreur (?:s'est produite|est survenue)|(?:ce )?(?:nom de )?domaine (?:est )?à vendre"
)
# What a server shows before anybody has put a site there.
_DEFAULT = re.compile(
    r"(?:ny )?(?:nett)?sid(?:e|en|a) kommer snart"
    rf"|{_NB_SITE} er under (?:arbeid|oppbygging|konstruksjon|utvikling)"
    r"|(?:(?:web ?)?site |page )?(?:is )?(?:coming soon|under construction)|"
    r"welcome to (?:nginx|openresty|caddy|centos|lighttpd|the .{1,20} server)|it works"
    r"|(?:apache2? )?(?:\w+ )?default page(?:: it works)?|(?:http server )?test page(?: .{1,60})?"
    r"|iis(?:\d+| windows(?: server)?)?|internet information services|default web ?site page"
    r"|(?:web server's |plesk |cpanel |directadmin )?default (?:web ?(?:site|page)"
    r"|page)(?: .{1,30})?"
    r"|success! the virtual host is working|congratulations! your (?:site"
    r"|server) is (?:live|working)"
    r"|placeholder page|future home of .{1,60}|this (?:site|account|page) (?:has been|is) suspended"
)
_MESSAGES = tuple(
    re.compile(pattern)
    for pattern in (
        _NORWEGIAN, _ENGLISH, _SWEDISH, _DANISH, _SAMI, _GERMAN, _FRENCH,
    )
)  # fmt: skip


def is_message(phrase: str) -> bool:
    """Return whether a phrase says that there is no page."""
    return any(pattern.fullmatch(phrase) for pattern in _MESSAGES)


def is_placeholder(phrase: str) -> bool:
    """Return whether a phrase is what a new server shows; on a longer page it means nothing."""
    return _DEFAULT.fullmatch(phrase) is not None
