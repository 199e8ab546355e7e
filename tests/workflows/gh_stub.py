"""A stand-in for GitHub's `gh`: the few commands that our scripts use, and nothing else.

In: the arguments of `gh`, and in the environment GH_TOKEN and GH_STATE, a JSON file with what
GitHub knows. Out: the same file, changed. The exit code is 0, 1 if GitHub refuses, 2 for arguments
that are unknown here, and 4 without a token.
"""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qs, urlsplit

MOST_CHARACTERS = 65_536  # of the body of an issue or a pull request


class Refused(Exception):  # noqa: N818
    """GitHub refuses the command."""


def wrong(message: str) -> NoReturn:
    """Report wrong usage on stderr, and exit with 2."""
    print(f"gh: {message}", file=sys.stderr)
    sys.exit(2)


def parsed(
    arguments: Sequence[str], named: Sequence[str], flags: Sequence[str] = ()
) -> tuple[list[str], dict[str, str]]:
    """Return the positional arguments, and the options by name.

    Every option of `named` is required and has a value; `flags` have none. Others are wrong usage.
    """
    positional: list[str] = []
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
            positional.append(word)
    if missing := [name for name in named if name not in found]:
        wrong(f"missing flags: {missing}")
    return positional, found


def only(positional: Sequence[str]) -> str:
    """Return the only positional argument."""
    if len(positional) != 1:
        wrong(f"expected one argument, not {positional}")
    return positional[0]


# --- The --jq expressions that are used, each with its equivalent in Python


def _oldest_open_issue(rows: list[dict[str, Any]]) -> list[str]:
    """Return number and state of the oldest open issue, or else of the oldest; none if none."""
    issues = [row for row in rows if "pull_request" not in row]
    ordered = [row for row in issues if row["state"] == "open"] + issues
    return [f"{row['number']} {row['state']}" for row in ordered[:1]]


def _first_of_ours(rows: list[dict[str, Any]]) -> list[str]:
    """Return the number of the first pull request that comes from this repository, if any."""
    return [str(row["number"]) for row in rows if not row["isCrossRepository"]][:1]


def _numbers_and_titles(rows: list[dict[str, Any]]) -> list[str]:
    """Return number and title of each issue."""
    return [f"{row['number']} {row['title']}" for row in rows if "pull_request" not in row]


def _heads(rows: list[dict[str, Any]]) -> list[str]:
    """Return number and newest commit of each pull request."""
    return [f"{row['number']} {row['headRefOid']}" for row in rows]


def _our_comments(rows: list[dict[str, Any]]) -> list[str]:
    """Return the ids of the comments by our workflows about what a change does to readers."""
    return _comments(rows, "<!-- rollehub-diff -->")


def _comments_of_new_hubs(rows: list[dict[str, Any]]) -> list[str]:
    """Return the ids of the same comments in a hub that `rollehub init` made."""
    return _comments(rows, "<!-- for-readers -->")


def _comments(rows: list[dict[str, Any]], marker: str) -> list[str]:
    ours = [row for row in rows if row["user"]["login"] == "github-actions[bot]"]
    return [str(row["id"]) for row in ours if row["body"].startswith(marker)]


JQ: Mapping[str, Callable[[list[dict[str, Any]]], list[str]]] = {
    'map(select(.pull_request | not)) | (map(select(.state == "open")) + .)[0] // empty'
    ' | "\\(.number) \\(.state)"': _oldest_open_issue,
    'map(select(.pull_request | not)) | .[] | "\\(.number) \\(.title)"': _numbers_and_titles,
    "map(select(.isCrossRepository | not)) | .[0].number // empty": _first_of_ours,
    '.[] | "\\(.number) \\(.headRefOid)"': _heads,
    '.[] | select(.user.login == "github-actions[bot]")'
    ' | select(.body | startswith("<!-- rollehub-diff -->")) | .id': _our_comments,
    '.[] | select(.user.login == "github-actions[bot]")'
    ' | select(.body | startswith("<!-- for-readers -->")) | .id': _comments_of_new_hubs,
}


def show(rows: list[dict[str, Any]], expression: str) -> None:
    """Print the outcome of a `--jq` expression, strings without quotes."""
    small = " ".join(expression.split())
    if small not in JQ:
        wrong(f"unknown --jq: {expression}")
    for line in JQ[small](rows):
        print(line)


# --- The commands


def _artifact_ids(state: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    """Return id -> run, name and folder of each artifact."""
    return {
        f"{98 + number}{run}": (run, name, folder)
        for run, artifacts in state["artifacts"].items()
        for number, (name, folder) in enumerate(sorted(artifacts.items()))
    }


def _artifact(folder: str) -> bytes:
    """Return the archive of an artifact; a folder that is a file is the archive itself."""
    if Path(folder).is_file():
        return Path(folder).read_bytes()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(Path(folder).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_symlink():
                link = zipfile.ZipInfo(name)
                link.external_attr = 0o120777 << 16
                link.create_system = 3  # Unix
                archive.writestr(link, str(path.readlink()))
            elif path.is_file():
                archive.write(path, name)
    return made.getvalue()


_ARCHIVE = re.compile(r"repos/{owner}/{repo}/actions/artifacts/(\d+)/zip")
_ARTIFACT = re.compile(r"repos/{owner}/{repo}/actions/runs/(\d+)/artifacts\?name=([\w-]+)")
_COMMENTS = re.compile(r"repos/{owner}/{repo}/issues/(\d+)/comments\?per_page=100")
_COMMENT = re.compile(r"repos/{owner}/{repo}/issues/comments/(\d+)")


def api(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Answer the requests of our scripts to the API."""
    positional, _ = parsed([x for x in arguments if not x.startswith("-")], ())
    path = next((x for x in positional if x.startswith("repos/")), "")
    if found := _ARTIFACT.fullmatch(path):
        _, options = parsed(arguments, ("--jq",))
        if options["--jq"] != ".artifacts[0].id // empty":
            wrong(f"unknown --jq: {options}")
        for id_, (run, name, _) in _artifact_ids(state).items():
            if (run, name) == (found[1], found[2]):
                print(id_)
    elif found := _ARCHIVE.fullmatch(path):
        parsed(arguments, ())
        sys.stdout.buffer.write(_artifact(_artifact_ids(state)[found[1]][2]))
    elif found := _COMMENTS.fullmatch(path):
        _, options = parsed(arguments, ("--jq",), ("--paginate",))
        on_it = [row for row in state["comments"] if row["issue"] == int(found[1])]
        show(on_it, options["--jq"])
    elif found := _COMMENT.fullmatch(path):
        _, options = parsed(arguments, ("--method", "--field", "--jq"))
        key, _, file = options["--field"].partition("=@")
        if (options["--method"], key, options["--jq"]) != ("PATCH", "body", ".html_url"):
            wrong(f"unknown arguments: {arguments}")
        (row,) = (row for row in state["comments"] if row["id"] == int(found[1]))
        row["body"] = _body(file)
        print(f"https://github.com/o/r/pull/{row['issue']}#issuecomment-{row['id']}")
    else:
        _issues(state, arguments)


def pr_comment(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Write a comment on a pull request, as our workflows."""
    positional, options = parsed(arguments, ("--body-file",))
    number = int(only(positional))
    if number not in [row["number"] for row in state["pulls"]]:
        raise Refused(f"no pull request {number}")
    state["comments"].append(
        {
            "id": 100 + len(state["comments"]),
            "issue": number,
            "user": {"login": "github-actions[bot]"},
            "body": _body(options["--body-file"]),
        }
    )


def _issues(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Answer `GET /repos/{owner}/{repo}/issues`, which lists pull requests too."""
    positional, options = parsed(arguments, ("--jq",))
    parts = urlsplit(only(positional))
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
        wrong(f"unknown endpoint: {positional}")
    rows = [
        row
        for row in sorted(state["issues"], key=lambda row: row["number"], reverse=order == "desc")
        if (label is None or label in row["labels"]) and wanted in ("all", row["state"])
    ]
    show(rows[:most], options["--jq"])


def label_create(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Create a label."""
    positional, options = parsed(arguments, ("--description", "--color"), ("--force",))
    if not re.fullmatch("[0-9a-f]{6}", options["--color"]):
        wrong("a color has six hexadecimal digits")
    name = only(positional)
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
    positional, options = parsed(arguments, ("--title", "--label", "--body-file"))
    if positional:
        wrong(f"unknown arguments: {positional}")
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
    positional, options = parsed(arguments, ("--body-file",))
    _issue(state, only(positional))["body"] = _body(options["--body-file"])


def issue_comment(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Add a comment to an issue."""
    positional, options = parsed(arguments, ("--body-file",))
    comments = _issue(state, only(positional)).setdefault("comments", [])
    comments.append(_body(options["--body-file"]))


def issue_close(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Close an issue."""
    _issue(state, only(parsed(arguments, ())[0]))["state"] = "closed"


def issue_reopen(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Reopen an issue."""
    _issue(state, only(parsed(arguments, ())[0]))["state"] = "open"


def pr_list(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """List the open pull requests from branches with this name, in any repository."""
    positional, options = parsed(arguments, ("--head", "--json", "--jq"))
    if positional or options["--json"] not in ("number,isCrossRepository", "number,headRefOid"):
        wrong(f"unknown arguments: {arguments}")
    rows = [row for row in state["pulls"] if row["head"] == options["--head"]]
    show([row for row in rows if row["state"] == "open"], options["--jq"])


def pr_create(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Open a pull request between two branches of origin."""
    positional, options = parsed(arguments, ("--base", "--head", "--title", "--body-file"))
    if positional:
        wrong(f"unknown arguments: {positional}")
    for name in (options["--base"], options["--head"]):
        asked = ["git", "ls-remote", "--exit-code", "origin", f"refs/heads/{name}"]
        if subprocess.run(asked, stdout=subprocess.DEVNULL, check=False).returncode:
            raise Refused(f"no such branch: {name}")
    ours = {"head": options["--head"], "state": "open", "isCrossRepository": False}
    if any(ours.items() <= row.items() for row in state["pulls"]):
        raise Refused("a pull request for that branch already exists")
    number = 1 + max((row["number"] for row in state["issues"] + state["pulls"]), default=0)
    more = {
        "base": options["--base"],
        "title": options["--title"],
        "body": _body(options["--body-file"]),
    }
    state["pulls"].append({"number": number, **ours, **more})


def pr_edit(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Replace the body of a pull request."""
    positional, options = parsed(arguments, ("--body-file",))
    for row in state["pulls"]:
        if str(row["number"]) == only(positional):
            row["body"] = _body(options["--body-file"])
            return
    raise Refused(f"no pull request {positional}")


def workflow_run(state: dict[str, Any], arguments: Sequence[str]) -> None:
    """Record that a workflow was started."""
    state["dispatched"].append(only(parsed(arguments, ())[0]))


COMMANDS = {
    "api": api,
    "label create": label_create,
    "issue create": issue_create,
    "issue edit": issue_edit,
    "issue comment": issue_comment,
    "issue close": issue_close,
    "issue reopen": issue_reopen,
    "pr list": pr_list,
    "pr create": pr_create,
    "pr edit": pr_edit,
    "pr comment": pr_comment,
    "workflow run": workflow_run,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command, and store the state."""
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
