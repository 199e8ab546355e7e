"""The certificates of the bed's sites: valid ones, and one for each way to be wrong.

They are made with the `openssl` program, as Python can read certificates but not issue them.
"""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

_CONFIG = """
[ca]
default_ca = own
[own]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = {names}
[req]
distinguished_name = subject
[subject]
"""
_PAST, _LATELY = "20200101000000Z", "20210101000000Z"
_FUTURE, _FAR = "20400101000000Z", "20480101000000Z"


@dataclass(frozen=True, slots=True)
class Certificates:
    """The certificates and keys in one folder, as `NAME.crt` and `NAME.key`."""

    folder: Path

    def make(self, addresses: list[str]) -> None:
        """Make two authorities, and a certificate of each kind.

        `addresses` are those of the sites, as `IP:…` or `DNS:…`. Raise RuntimeError with the
        program's message if `openssl` fails.
        """
        for authority in ("authority", "stranger-authority"):
            self._request(authority)
            self._sign(authority, authority, "DNS:ca.test", "root", (_PAST, _FAR))
        sites = ",".join(addresses)
        for name, authority, valid, names in (
            ("good", "authority", (_PAST, _FUTURE), sites),
            ("expired", "authority", (_PAST, _LATELY), sites),
            ("future", "authority", (_FUTURE, _FAR), sites),
            ("other", "authority", (_PAST, _FUTURE), "DNS:annet-sted.test,IP:127.9.9.9"),
            ("stranger", "stranger-authority", (_PAST, _FUTURE), sites),
            ("self", "self", (_PAST, _FUTURE), sites),
        ):
            self._request(name)
            self._sign(name, authority, names, "leaf", valid)

    @property
    def authority(self) -> Path:
        """The file for `--ca-file`."""
        return self.folder / "authority.crt"

    def context(self, name: str) -> ssl.SSLContext:
        """Return the context of a server that presents the certificate of this name."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.crt", self.folder / f"{name}.key")
        return context

    def _request(self, name: str) -> None:
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        config = self._config("DNS:unused.test")
        self._openssl(
            *("req", "-new", *curve, "-config", config, "-subj", f"/CN={name}"),
            *("-keyout", f"{name}.key", "-out", f"{name}.csr"),
        )

    def _sign(
        self, name: str, authority: str, names: str, kind: str, valid: tuple[str, str]
    ) -> None:
        config = self._config(names)
        signer = (
            ("-selfsign", "-keyfile", f"{name}.key")
            if authority == name
            else ("-cert", f"{authority}.crt", "-keyfile", f"{authority}.key")
        )
        self._openssl(
            *("ca", "-batch", "-notext", "-config", config, "-extensions", kind, *signer),
            *("-startdate", valid[0], "-enddate", valid[1]),
            *("-in", f"{name}.csr", "-out", f"{name}.crt"),
        )

    def _config(self, names: str) -> str:
        (self.folder / "index.txt").touch()
        path = self.folder / "openssl.cnf"
        path.write_text(_CONFIG.format(folder=self.folder, names=names))
        return str(path)

    def _openssl(self, *arguments: str) -> None:
        done = subprocess.run(
            ["openssl", *arguments], cwd=self.folder, capture_output=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode())
