"""Somebody who types in a terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).parent / "rollehub"


def typed(lines: str, *arguments: str | Path, folder: Path | None = None) -> tuple[int, str]:
    """Run `rollehub` in a terminal into which these lines are typed; return code and screen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [COMMAND, *arguments], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, lines.encode())
    screen = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux: the other end is closed
            break
        if not part:
            break
        screen += part
    os.close(ours)
    return process.wait(), screen.decode().replace("\r\n", "\n")
