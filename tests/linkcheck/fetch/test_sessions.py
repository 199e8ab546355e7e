"""The certificate authorities that sessions trust."""

import pytest

from generator.linkcheck.fetch.sessions import issuers
from tests.linkcheck.bed.server import Bed


def test_a_file_of_issuers_adds_to_those_of_the_system(
    bed: Bed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Authorities from a file are trusted in addition to those of the system."""
    files = [bed.certificates.folder / f"{x}.crt" for x in ("authority", "stranger-authority")]
    monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    monkeypatch.setenv("SSL_CERT_DIR", "/nowhere")
    assert issuers(None).cert_store_stats()["x509"] == 1
    assert issuers(str(files[1])).cert_store_stats()["x509"] == 2
