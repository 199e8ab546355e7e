"""What it means that no answer came, or one whose status is not good: two tables.

In: an observation and the address as its author wrote it. Out: a Judgement, or None where the
status says that there is a page to judge.
"""

import re
from collections.abc import Mapping

from generator.language import msgid, say
from generator.linkcheck.judge.addresses import host
from generator.linkcheck.judge.judgement import Judgement, excerpt, is_good
from generator.linkcheck.observations import Address, Answered, Failure, Unreachable
from generator.linkcheck.results import Verdict

_FAILURES: Mapping[Failure, tuple[Verdict, str]] = {
    Failure.MALFORMED: (
        Verdict.DEAD,
        msgid("Adressen er ikke skrevet slik en nettadresse skal være"),
    ),
    Failure.NO_HOST: (Verdict.DEAD, msgid("Nettstedet finnes ikke: vertsnavnet er ukjent")),
    Failure.REFUSED: (Verdict.DEAD, msgid("Nettstedet tar ikke imot forbindelser")),
    Failure.REDIRECT_LOOP: (Verdict.DEAD, msgid("Adressen sender videre i ring")),
    Failure.TOO_MANY_REDIRECTS: (Verdict.DEAD, msgid("Adressen sender videre for mange ganger")),
    Failure.BAD_REDIRECT: (
        Verdict.DEAD,
        msgid("Adressen sender videre til noe som ikke er en nettside"),
    ),
    Failure.DNS_FAILED: (Verdict.TRANSIENT, msgid("Navnetjeneren svarte ikke")),
    Failure.UNREACHABLE: (Verdict.TRANSIENT, msgid("Nettstedet kan ikke nås nå")),
    Failure.RESET: (Verdict.TRANSIENT, msgid("Forbindelsen ble brutt")),
    Failure.TIMEOUT: (Verdict.TRANSIENT, msgid("Nettstedet svarte ikke i tide")),
    Failure.PROTOCOL: (Verdict.TRANSIENT, msgid("Svaret kan ikke leses som en nettside (HTTP)")),
    Failure.TLS_EXPIRED: (Verdict.SUSPICIOUS, msgid("Sertifikatet er utløpt")),
    Failure.TLS_SELF_SIGNED: (Verdict.SUSPICIOUS, msgid("Sertifikatet er selvsignert")),
    Failure.TLS_WRONG_HOST: (Verdict.SUSPICIOUS, msgid("Sertifikatet gjelder et annet nettsted")),
    Failure.CLIENT_CERTIFICATE: (
        Verdict.BLOCKED,
        msgid("Nettstedet krever et sertifikat av den som spør"),
    ),
    Failure.TLS_OTHER: (
        Verdict.SUSPICIOUS,
        msgid("Sertifikatet eller krypteringen kan ikke godkjennes"),
    ),
    Failure.UNSAFE: (
        Verdict.UNSAFE,
        msgid("Adressen fører til et internt nett og ble ikke hentet"),
    ),
    Failure.SCHEME: (Verdict.SKIPPED, msgid("Adressen er ikke en nettside og blir ikke sjekket")),
    Failure.ROBOTS: (Verdict.SKIPPED, msgid("Nettstedet ber roboter holde seg unna (robots.txt)")),
    Failure.RUN_ENDED: (Verdict.SKIPPED, msgid("Kjøringen tok slutt før adressen var sjekket")),
}
_STATUSES: Mapping[int, tuple[Verdict, str]] = {
    204: (Verdict.SUSPICIOUS, msgid("Siden svarer uten innhold")),
    205: (Verdict.SUSPICIOUS, msgid("Siden svarer uten innhold")),
    304: (Verdict.TRANSIENT, msgid("Serveren svarte at siden er uendret, uten å vise den")),
    401: (Verdict.BLOCKED, msgid("Siden krever innlogging")),
    403: (Verdict.BLOCKED, msgid("Nettstedet slipper ikke lenkesjekken inn")),
    404: (Verdict.DEAD, msgid("Siden finnes ikke")),
    407: (Verdict.BLOCKED, msgid("En mellomtjener krever innlogging")),
    408: (Verdict.TRANSIENT, msgid("Serveren fikk ikke svart i tide")),
    410: (Verdict.DEAD, msgid("Siden er fjernet for godt")),
    425: (Verdict.TRANSIENT, msgid("Serveren ber om at vi prøver igjen senere")),
    429: (Verdict.BLOCKED, msgid("Nettstedet tar ikke imot flere forespørsler fra lenkesjekken")),
    451: (Verdict.BLOCKED, msgid("Siden er sperret av rettslige grunner")),
    999: (Verdict.BLOCKED, msgid("Nettstedet avviser roboter")),
}
# What OpenSSL says -> why a browser warns, or why the site works in browsers all the same.
_SAID_BY_TLS: Mapping[str, str] = {
    "PROTOCOL": msgid(
        "Nettstedet tilbyr bare en gammel kryptering, som nettlesere ikke godtar lenger"
    ),
    "INSUFFICIENT_SECURITY": msgid(
        "Nettstedet godtar bare en annen kryptering enn den nettlesere tilbyr"
    ),
    "unable to get local issuer": msgid(
        "Sertifikatet mangler et mellomledd, eller utstederen er ukjent; noen nettlesere henter "
        "leddet selv"
    ),
    "not yet valid": msgid("Sertifikatet gjelder ikke ennå"),
    "revoked": msgid("Sertifikatet er trukket tilbake"),
    "key too small": msgid("Sertifikatet har en nøkkel som er for kort til å være trygg"),
    "md too weak": msgid("Sertifikatet er signert på en gammel måte, som nettlesere ikke godtar"),
    "HANDSHAKE_FAILURE": msgid("Nettstedet og lenkesjekken fant ingen kryptering som begge godtar"),
    "UNRECOGNIZED_NAME": msgid("Tjeneren kjenner ikke nettstedets navn"),
    "WRONG_VERSION_NUMBER": msgid(
        "Tjeneren svarer uten kryptering der det ventes kryptering (https)"
    ),
    "INTERNAL_ERROR": msgid("Tjeneren har en feil i krypteringen"),
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BROKEN_ADDRESS = re.compile(r'%(?![0-9A-Fa-f]{2})|[\s<>"{}|\\^`]')


def judge_failure(observation: Unreachable, address: Address) -> Judgement:
    """Judge an address from which no final answer came."""
    verdict, reason = _FAILURES[observation.failure]
    if observation.failure is Failure.TLS_OTHER:
        told = (text for words, text in _SAID_BY_TLS.items() if words in observation.detail)
        reason = next(told, reason)
    said = say(reason)
    elsewhere = excerpt(host(observation.url))
    if observation.hops and elsewhere and elsewhere != host(address.url):
        said = say("%(said)s (etter videresending til %(host)s)", said=said, host=elsewhere)
    return Judgement(verdict, f"{said}.")


def judge_status(answer: Answered, address: Address) -> Judgement | None:
    """Judge the final status of an answer; None if it is good, so that the page decides."""
    status = answer.status
    verdict, reason = _STATUSES.get(status) or _in_general(answer, address)
    return None if is_good(verdict) else Judgement(verdict, f"{say(reason)} ({status}).", status)


def _in_general(answer: Answered, address: Address) -> tuple[Verdict, str]:
    """Return what a status that is not in the table says by its first digit."""
    match answer.status // 100:
        case 2:
            return Verdict.OK, ""
        case 3 if answer.status in _REDIRECTS and not answer.hops[-1].location:
            # A browser has nowhere to go either.
            return Verdict.DEAD, msgid("Adressen sender videre, men sier ikke hvor")
        case 3:
            return Verdict.SUSPICIOUS, msgid(
                "Siden svarer med en videresending som ikke kan følges"
            )
        case 4 if answer.status == 400 and _BROKEN_ADDRESS.search(address.url):
            return Verdict.SUSPICIOUS, msgid(
                "Serveren forstår ikke adressen, og den ser feilskrevet ut"
            )
        case 4:
            # 402, 405, 406, 418 and others reject the client. Readers use another one.
            return Verdict.BLOCKED, msgid("Nettstedet avviser lenkesjekken")
        case 5:
            return Verdict.TRANSIENT, msgid("Serveren har en feil")
        case _:
            return Verdict.TRANSIENT, msgid("Serveren svarte med en ukjent kode")
