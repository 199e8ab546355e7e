"""The bytes of a page -> its title, main text, ids and fingerprint. Pure."""
