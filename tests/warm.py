"""Commands in processes that are forked from one that has imported them: the same, sooner.

`run` runs a command from a test. `program` writes a program with which scripts run one by its name.
For each part of the environment that Python reads as it starts there is a process that waits at a
socket. For each request it forks one process that becomes the command, with the folder, the
environment and the open files of whoever asks.
"""

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
# What Python itself reads as it starts, and what is read as a module is imported.
_READ_EARLY = ("PYTHON", "LC_", "LANG", "COVERAGE")
_OF_ONE_TEST = "PYTEST_CURRENT_TEST"
_FOLDER = tempfile.TemporaryDirectory(prefix="warm-")
_WAITING: list[subprocess.Popen[bytes]] = []
_LENGTH = 4  # bytes with the length of a request

# Reads nothing of its standard input, which is for the command.
_PROGRAM = """\
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as asked:
    asked.connect({address!r})
    request = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(asked, [len(request).to_bytes({length}, "big")], [0, 1, 2])
    asked.sendall(request)
    code = asked.recv(8)
sys.exit(int(code or b"70"))
"""


@dataclass(frozen=True)
class _Command:
    """Where a command is, and what it imports only when it is used."""

    module: str
    function: str
    later: tuple[str, ...] = ()


_COMMANDS = {
    "rollehub": _Command("generator.cli.main", "main"),
    "mkdocs": _Command(
        "mkdocs.__main__", "cli", ("mkdocs.commands.build", "material", "generator.shells.mkdocs")
    ),
}


def run(
    name: str,
    *arguments: str,
    at: Path,
    environment: Mapping[str, str],
    seconds: float | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in the folder `at`, and return its exit code and what it printed.

    Raises `TimeoutError` when the command takes longer than `seconds`.
    """
    kept = {key: value for key, value in environment.items() if key != _OF_ONE_TEST}
    request = json.dumps([arguments, str(at.absolute()), kept]).encode()
    with (
        Path(os.devnull).open("rb") as nothing,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as error,
        socket.socket(socket.AF_UNIX) as asked,
    ):
        asked.connect(_address(name, kept))
        asked.settimeout(seconds)
        files = [file.fileno() for file in (nothing, out, error)]
        socket.send_fds(asked, [len(request).to_bytes(_LENGTH, "big")], files)
        asked.sendall(request)
        code = int(asked.recv(8) or b"70")
        out.seek(0)
        error.seek(0)
        return subprocess.CompletedProcess(arguments, code, out.read(), error.read())


def program(name: str, file: Path, environment: Mapping[str, str]) -> None:
    """Write a program that scripts with this environment can call as they would call `name`."""
    code = _PROGRAM.format(address=_address(name, environment), length=_LENGTH)
    line = f"exec {shlex.quote(sys.executable)} -IS -c {shlex.quote(code)}"
    file.write_text(f'#!/bin/sh\n{line} "$@"\n', "utf-8")
    file.chmod(0o755)


def _address(name: str, environment: Mapping[str, str]) -> str:
    """Return the socket of the process that forks this command; start it if there is none."""
    early = {key: value for key, value in environment.items() if key.startswith(_READ_EARLY)}
    return _started(name, frozenset(early.items()))


@cache
def _started(name: str, early: frozenset[tuple[str, str]]) -> str:
    address = f"{_FOLDER.name}/{len(_WAITING)}"
    process = subprocess.Popen(
        [sys.executable, "-c", f"from tests.warm import wait; wait({name!r}, {address!r})"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **dict(early)},
        stdin=subprocess.PIPE,  # which ends with the tests, and the process with it
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for the tests
    )
    _WAITING.append(process)
    assert process.stdout
    assert process.stdout.readline(), f"{name} does not start"
    return address


def wait(name: str, address: str) -> None:
    """Wait for requests, and run each in a fork of its own, until standard input ends."""
    sys.path[0] = str(ROOT)
    command = _COMMANDS[name]
    main = getattr(import_module(command.module), command.function)
    for module in command.later:
        import_module(module)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks
        if os.fork() == 0:
            sys.stdin.buffer.read()
            os.kill(os.getppid(), signal.SIGTERM)
            os._exit(0)
        print("ready", flush=True)
        while True:
            asked, _ = door.accept()
            length, files, _, _ = socket.recv_fds(asked, _LENGTH, 3)
            with asked.makefile("rb") as stream:
                arguments, *where = json.loads(stream.read(int.from_bytes(length, "big")))
            if name == "rollehub":  # for the next one, too
                _import_of(arguments)
            if os.fork() == 0:
                _answer(asked)
                _become(*where, files)
                sys.argv = [name, *arguments]
                sys.exit(main())
            asked.close()
            for file in files:
                os.close(file)


def _import_of(arguments: Sequence[str]) -> None:
    commands: Any = import_module("generator.cli.main")
    module = commands._IMPORTED_WHEN_USED.get((arguments or [""])[0])
    if module:
        import_module(module)


def _answer(asked: socket.socket) -> None:
    """Go on in a fork; tell its exit code to whoever asked, and end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    fork = os.fork()
    if fork:
        _, status = os.waitpid(fork, 0)
        asked.sendall(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    asked.close()


def _become(folder: str, environment: Mapping[str, str], files: Sequence[int]) -> None:
    """Take over the folder, the environment and the standard files of whoever asked."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    for number, name in enumerate(("stdout", "stderr"), 1):
        old = getattr(sys, name)  # which keeps what it knows of the file that was there
        how = {"encoding": old.encoding, "errors": old.errors, "buffering": number == 2 or -1}
        setattr(sys, name, open(number, "w", closefd=False, **how))  # noqa: SIM115 - no path
    os.chdir(folder)
    # What was read early is the same, unless the command changed it as it was imported.
    os.environ.update({k: v for k, v in environment.items() if not k.startswith(_READ_EARLY)})
