"""`rollehub` in a process of its own, forked from one that has imported it: the same, sooner."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.site_fixtures import ROOT

_OF_ONE_TEST = "PYTEST_CURRENT_TEST"


@cache
def _server(environment: frozenset[tuple[str, str]]) -> subprocess.Popen[str]:
    """Start the process whose forks have this environment; it ends with the tests."""
    return subprocess.Popen(
        [sys.executable, "-c", "from tests.cli.forks import serve; serve()"],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def forked(
    *arguments: str, at: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in the folder `at`, and return its exit code and what it printed."""
    out, error = at / "forked.out", at / "forked.err"
    kept = {name: value for name, value in environment.items() if name != _OF_ONE_TEST}
    server = _server(frozenset(kept.items()))
    assert server.stdin
    assert server.stdout
    request = {"arguments": arguments, "at": str(at), "out": str(out), "error": str(error)}
    print(json.dumps(request), file=server.stdin, flush=True)
    code = int(server.stdout.readline())
    printed = out.read_bytes(), error.read_bytes()
    out.unlink()
    error.unlink()
    return subprocess.CompletedProcess(arguments, code, *printed)


def serve() -> None:
    """Read requests of JSON, one a line; run each in a fork, and answer with its exit code.

    What a command imports is imported before the fork, for the next one, too.
    """
    from generator.cli import main  # noqa: PLC0415 - with the environment of the server

    for line in sys.stdin:
        request = json.loads(line)
        module = main._IMPORTED_WHEN_USED.get((request["arguments"] or [""])[0])
        if module:
            import_module(module)
        if os.fork() == 0:
            _redirect(request["out"], request["error"])
            os.chdir(request["at"])
            sys.argv = ["rollehub", *request["arguments"]]
            sys.exit(main.main())
        _, status = os.wait()
        print(os.waitstatus_to_exitcode(status), flush=True)


def _redirect(out: str, error: str) -> None:
    """Let the process read nothing, and print to files."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, path, how in ((0, os.devnull, os.O_RDONLY), (1, out, flags), (2, error, flags)):
        os.dup2(os.open(path, how), number)
