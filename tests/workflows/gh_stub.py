"""A stand-in for GitHub's `gh`: the few commands that our scripts use, and nothing else.

In: the arguments of `gh`, GH_TOKEN, and GH_STATE, a JSON file with what GitHub would know. Out: the
same file, changed; exit code 2 for an argument that is not known here, 1 for what GitHub refuses.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qs, urlsplit

MOST_CHARACTERS = 65_536  # of the body of an issue or a pull request


class Refused(Exception):  # noqa: N818
    """GitHub says no."""


def wrong(message: str) -> NoReturn:
    """End as for a mistyped command."""
    print(f"gh: {message}", file=sys.stderr)
    sys.exit(2)


def taken(
    arguments: Sequence[str], named: Sequence[str], flags: Sequence[str] = ()
) -> tuple[list[str], dict[str, str]]:
    """Return what stands alone, and the options by name; each in `named` must be there."""
    alone: list[str] = []
    found: dict[str, str] = {}
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word in flags:
            found[word] = ""
        elif word in named and left and word not in found:
            found[word] = left.pop(0)
        elif word.startswith("-"):
            wrong(f"unknown flag: {word}")
        else:
            alone.append(word)
    if missing := [name for name in named if name not in found]:
        wrong(f"missing flags: {missing}")
    return alone, found


def one(alone: Sequence[str]) -> str:
    """Return the one argument that stands alone."""
    if len(alone) != 1:
        wrong(f"one argument is wanted, not {alone}")
    return alone[0]


# --- What --jq makes of an answer: each expression that is used, and the same in Python.


def _oldest_open_issue(rows: list[dict[str, Any]]) -> list[str]:
    issues = [row for row in rows if "pull_request" not in row]
    ordered = [row for row in issues if row["state"] == "open"] + issues
    return [f"{row['number']} {row['state']}" for row in ordered[:1]]


def _count_of_ours(rows: list[dict[str, Any]]) -> list[str]:
    return [str(sum(not row["isCrossRepository"] for row in rows))]


JQ: Mapping[str, Callable[[list[dict[str, Any]]], list[str]]] = {
    'map(select(.pull_request | not)) | (map(select(.state == "open")) + .)[0] // empty'
    ' | "\\(.number) \\(.state)"': _oldest_open_issue,
    "map(select(.isCrossRepository | not)) | length": _count_of_ours,
}


def show(rows: list[dict[str, Any]], expression: str) -> None:
    """Print what an expression makes of rows, strings without quotes."""
    small = " ".join(expression.split())
    if small not in JQ:
        wrong(f"unknown --jq: {expression}")
    for line in JQ[small](rows):
        print(line)


# --- The commands


def run_download(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Copy the artifacts of a run, each into a folder of its own name."""
    alone, options = taken(arguments, ("--pattern", "--dir"))
    known = state["artifacts"].get(one(alone), {})
    fitting = {
        name: path for name, path in known.items() if fnmatchcase(name, options["--pattern"])
    }
    if not fitting:
        raise Refused("no artifact matches any of the names or patterns provided")
    for name, path in fitting.items():
        shutil.copytree(path, Path(options["--dir"]) / name)


def api(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Answer `GET /repos/{owner}/{repo}/issues`, which lists pull requests too."""
    alone, options = taken(arguments, ("--jq",))
    parts = urlsplit(one(alone))
    query = {name: values[0] for name, values in parse_qs(parts.query, strict_parsing=True).items()}
    label, wanted = query.pop("labels", None), query.pop("state", "open")
    sort, order = query.pop("sort", "created"), query.pop("direction", "desc")
    most = int(query.pop("per_page", "30"))
    if (
        parts.path != "repos/{owner}/{repo}/issues"
        or query
        or wanted not in ("open", "closed", "all")
        or (sort, order) not in (("created", "asc"), ("created", "desc"))
        or not 1 <= most <= 100
    ):
        wrong(f"unknown endpoint: {alone}")
    rows = [
        row
        for row in sorted(state["issues"], key=lambda row: row["number"], reverse=order == "desc")
        if (label is None or label in row["labels"]) and wanted in ("all", row["state"])
    ]
    show(rows[:most], options["--jq"])


def label_create(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Make a label."""
    alone, options = taken(arguments, ("--description", "--color"), ("--force",))
    if not re.fullmatch("[0-9a-f]{6}", options["--color"]):
        wrong("a color has six hexadecimal digits")
    name = one(alone)
    if name in state["labels"] and "--force" not in options:
        raise Refused(f'label with name "{name}" already exists')
    state["labels"] = sorted({*state["labels"], name})


def _body(path: str) -> str:
    body = Path(path).read_text("utf-8")
    if len(body) > MOST_CHARACTERS:
        raise Refused(f"Body is too long (maximum is {MOST_CHARACTERS} characters)")
    return body


def issue_create(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Open an issue with a label that exists."""
    alone, options = taken(arguments, ("--title", "--label", "--body-file"))
    if alone:
        wrong(f"unknown arguments: {alone}")
    if options["--label"] not in state["labels"]:
        raise Refused(f"could not add label: '{options['--label']}' not found")
    number = 1 + max((row["number"] for row in state["issues"] + state["pulls"]), default=0)
    state["issues"].append(
        {
            "number": number,
            "state": "open",
            "title": options["--title"],
            "body": _body(options["--body-file"]),
            "labels": [options["--label"]],
        }
    )
    print(f"https://github.com/o/r/issues/{number}")


def _issue(state: dict[str, Any], number: str) -> dict[str, Any]:
    for row in state["issues"]:
        if str(row["number"]) == number:
            return row
    raise Refused(f"Could not resolve to an issue with the number of {number}.")


def issue_edit(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Replace the body of an issue."""
    alone, options = taken(arguments, ("--body-file",))
    _issue(state, one(alone))["body"] = _body(options["--body-file"])


def issue_close(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Close an issue."""
    _issue(state, one(taken(arguments, ())[0]))["state"] = "closed"


def issue_reopen(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Open an issue again."""
    _issue(state, one(taken(arguments, ())[0]))["state"] = "open"


def pr_list(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """List the open pull requests from branches of a name, in whatever repository."""
    alone, options = taken(arguments, ("--head", "--json", "--jq"))
    if alone or options["--json"] != "isCrossRepository":
        wrong(f"unknown arguments: {arguments}")
    rows = [row for row in state["pulls"] if row["head"] == options["--head"]]
    show([row for row in rows if row["state"] == "open"], options["--jq"])


def pr_create(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Open a pull request between two branches that origin has."""
    alone, options = taken(arguments, ("--base", "--head", "--title", "--body"))
    if alone:
        wrong(f"unknown arguments: {alone}")
    for name in (options["--base"], options["--head"]):
        asked = ["git", "ls-remote", "--exit-code", "origin", f"refs/heads/{name}"]
        if subprocess.run(asked, stdout=subprocess.DEVNULL, check=False).returncode:
            raise Refused(f"no such branch: {name}")
    ours = {"head": options["--head"], "state": "open", "isCrossRepository": False}
    if any(ours.items() <= row.items() for row in state["pulls"]):
        raise Refused("a pull request for that branch already exists")
    number = 1 + max((row["number"] for row in state["issues"] + state["pulls"]), default=0)
    more = {"base": options["--base"], "title": options["--title"], "body": options["--body"]}
    state["pulls"].append({"number": number, **ours, **more})


def workflow_run(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Note that a workflow was started by hand."""
    state["dispatched"].append(one(taken(arguments, ())[0]))


COMMANDS = {
    "run download": run_download,
    "api": api,
    "label create": label_create,
    "issue create": issue_create,
    "issue edit": issue_edit,
    "issue close": issue_close,
    "issue reopen": issue_reopen,
    "pr list": pr_list,
    "pr create": pr_create,
    "workflow run": workflow_run,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command on the state."""
    file = Path(os.environ["GH_STATE"])
    state = json.loads(file.read_text("utf-8"))
    name = next(
        (name for name in COMMANDS if [*arguments[: len(name.split())]] == name.split()), ""
    )
    if not name:
        wrong(f"unknown command: {arguments}")
    if not os.environ.get("GH_TOKEN"):
        print("gh: set the GH_TOKEN environment variable", file=sys.stderr)
        return 4
    if name in state["broken"]:
        print("gh: HTTP 502", file=sys.stderr)
        return 1
    try:
        COMMANDS[name](state, arguments[len(name.split()) :])
    except Refused as reason:
        print(f"gh: {reason}", file=sys.stderr)
        return 1
    state["calls"].append(name)
    file.write_text(json.dumps(state), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
