"""Work that is spread over processes, tried in a process that has no others."""

import subprocess
import sys

from tests.site_fixtures import ROOT


def test_work_is_spread_and_joined() -> None:
    """All tests of `spread_work` pass."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/spread_work.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
