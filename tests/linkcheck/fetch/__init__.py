"""Fetching: what is seen of an address, which addresses are asked, and the second opinion."""
