"""Options that are wrong or missing: a sentence, the exit code 2, and no request."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.command.running import finish, start
from tests.linkcheck.command.sites import POLITE

OWN = (POLITE,)


@pytest.mark.parametrize(("contact", "is_told"), [(None, True), ("post@hub.example", False)])
def test_a_run_that_nobody_answers_for_is_told_so(contact: str | None, *, is_told: bool) -> None:
    """A run without a contact address warns, since sites should know whom to complain to."""
    nobody = {"ROLLEHUB_CONTACT": contact, "ROLLEHUB_REPO_URL": None}
    arguments = ["links", "check", "--url", "mailto:a@b.example", "--no-history"]
    ran = CliRunner().invoke(main, arguments, env=nobody)
    assert ran.exit_code == 0
    assert ("sett --contact eller ROLLEHUB_CONTACT" in ran.stderr) is is_told


@pytest.mark.parametrize("value", ["0/2", "3/2", "1", "a/b", "1/0"])
def test_a_shard_that_is_none_is_wrong_usage(bed: Bed, tmp_path: Path, value: str) -> None:
    """A mistyped shard ends with 2, not with an empty run."""
    process = start(["--url", bed.words("polite")["me"], "--shard", value], tmp_path / "out")
    assert finish(process)[0] == 2
    assert bed.requests == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--timeout", "nan"], "ikke et tall"),
        (["--shard", "\u00b2/3"], "ingen del"),
        (["--delay", "nan"], "ikke et tall"),
        (["--min-gap", "9000"], "--min-gap"),
        (["--ca-file", "liste.txt"], "sertifikater"),
        (["--json", "liste.txt/ut.json"], "kan ikke skrives"),
        (["--urls-from", "liste.txt"], "UTF-8"),
        (["--allow-address", "her"], "ikke et nett"),
        (["--contact", "post@ks.no\nX: y"], "passer ikke"),
        (["--contact", "javascript://a.no/"], "passer ikke"),
        (["--resolve", "lovdata.no"], "example.org=192.0.2.1"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    """Wrong usage ends with 2 and a sentence, and no file is written."""
    (tmp_path / "liste.txt").write_bytes("http://a.invalid/bl\u00e5".encode("latin-1"))
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(main, ["links", "check", "--no-history", "--url", "http://", *options])
    assert (ran.exit_code, said in ran.output) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["liste.txt"]


@pytest.mark.parametrize("part", ["1/2", "2/2"])
def test_addresses_that_are_none_end_no_run(part: str) -> None:
    """Undecodable bytes and impossible hosts are judged like any other address."""
    urls = ["http://no.invalid\udce5/", "http://a\u2100b/", "http://[::1", "http://\ud800/", ""]
    options = [option for url in urls for option in ("--url", url)]
    ran = CliRunner().invoke(main, ["links", "check", "--no-history", "--shard", part, *options])
    assert ran.exit_code == 0
    assert "Traceback" not in ran.output
