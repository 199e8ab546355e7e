"""The words by which mailboxes of offices are told from those of persons."""

FOR_PRIVATE_USE = frozenset({
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.no", "outlook.com", "live.com",
    "live.no", "msn.com", "yahoo.com", "yahoo.no", "icloud.com", "me.com", "mac.com",
    "proton.me", "protonmail.com", "pm.me", "tutanota.com", "gmx.com", "gmx.net", "mail.com",
    "aol.com", "online.no", "broadpark.no", "getmail.no", "start.no", "lyse.net", "altibox.no",
})  # fmt: skip
"""Hosts at which private persons have their mailboxes."""

OF_A_ROLE = frozenset({
    "post", "postmottak", "postboks", "firmapost", "kontakt", "kontor", "kontoret", "info",
    "informasjon", "hjelp", "support", "service", "kundeservice", "sentralbord", "resepsjon",
    "servicetorg", "servicekontor", "arkiv", "dokumentmottak", "redaksjon", "redaktor", "web",
    "webmaster", "nettredaksjon", "admin", "drift", "kurs", "utdanning", "kommune", "kommunen",
    "sykehus", "helse", "personvern", "personvernombud", "hr", "lonn", "jobb", "stilling",
    "rekruttering", "presse", "noreply", "no-reply", "contact", "office", "help", "team",
    "mail", "epost", "e-post", "faktura", "fagligrad", "avdeling", "seksjon", "enhet",
})  # fmt: skip
"""Parts of the names of mailboxes that belong to an office, whoever reads them."""

PLACEHOLDERS = frozenset({
    "navn", "namn", "name", "fornavn", "etternavn", "fornamn", "etternamn", "firstname",
    "lastname", "din", "ditt",
})  # fmt: skip
"""Parts of the names of mailboxes in examples."""
RESERVED = (".example", ".invalid", ".test", "example.org", "example.com", "example.net")
"""Ends of hosts that nobody has: https://www.rfc-editor.org/rfc/rfc2606"""
