"""The loopback addresses of the bed: those a check may use, and those it must never contact."""

ALLOWED = "127.1.0.0/16"
"""The network of the sites; the rest of loopback stays forbidden and contains the canaries."""
CANARIES = ("127.0.2.1", "127.0.0.1", "::1")
"""Listeners outside `ALLOWED`; a connection to one of them is a hole in the checker's guard."""
CLOSED = "127.1.255.1"
"""An allowed address where nothing listens."""
NAMES_TO_CANARY = {"intern.test": CANARIES[0]}
"""Host names that resolve to a canary."""
