"""html-validate finds nothing: every page of two hubs, with dead, moved and blocked links."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.browsing import coffee_site
from tests.site_fixtures import built

_VALIDATOR = Path(sys.prefix) / "node/node_modules/html-validate/bin/html-validate.mjs"
_NODE = Path(sys.prefix) / "bin/node"
_RULES = {
    "root": True,
    "extends": ["html-validate:recommended"],
    "rules": {
        # The boxes of one question share their name, as its radio buttons do.
        "form-dup-name": ["error", {"shared": ["radio", "checkbox"]}],
        # Nothing is sent from a form: its buttons save, open and print.
        "wcag/h32": "off",
    },
}


@pytest.mark.parametrize("hub", ["own", "kaffe"])
def test_every_page_is_valid(hub: str, tmp_path: Path) -> None:
    """Structure, attributes, names and roles are as the standard of HTML says."""
    folder = coffee_site() if hub == "kaffe" else built(hub).folder
    pages = sorted(folder.rglob("*.html"))
    rules = tmp_path / "rules.json"
    rules.write_text(json.dumps(_RULES), "utf-8")
    options = ["--config", rules, "--formatter", "json"]
    run = subprocess.run(
        [_NODE, _VALIDATOR, *options, *pages], capture_output=True, text=True, check=False
    )
    assert run.stdout, run.stderr
    found = json.loads(run.stdout)
    faults = [
        f"{Path(page['filePath']).relative_to(folder)}:{fault['line']}: {fault['message']}"
        for page in found
        for fault in page["messages"]
    ]
    assert faults == []
    assert run.returncode == 0, run.stderr
    assert len(pages) > 20
