"""Runs: the parts of a printed paragraph, each with one style, as plain dicts for JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

Fields = dict[str, Any]
"""The fields of a part of a document, as the template reads them."""


def strong(runs: list[Fields]) -> list[Fields]:
    """Return the runs in bold."""
    return [
        {**run, "link": strong(run["link"])} if "link" in run else {**run, "strong": True}
        for run in runs
    ]


def merged(runs: Iterable[Fields]) -> list[Fields]:
    """Return the runs without empty ones, with neighbours of the same style joined."""
    found: list[Fields] = []
    for run in runs:
        last: Mapping[str, Any] = found[-1] if found else {}
        if "text" in run and "text" in last and {**run, "text": ""} == {**last, "text": ""}:
            found[-1] = {**last, "text": last["text"] + run["text"]}
        elif run.get("text") != "":
            found.append(run)
    return found


def tidy(runs: Iterable[Fields]) -> list[Fields]:
    """Return the runs of a paragraph, with single spaces and no space at the ends of lines."""
    found: list[Fields] = []
    at_start = True
    for run in merged(runs):
        if "text" in run:
            text = run["text"].lstrip(" ") if at_start else run["text"]
            if not text:
                continue
            at_start = text.endswith(" ")
            found.append({**run, "text": text})
        else:
            if "br" in run:
                _trim(found)
            at_start = "br" in run
            found.append(run)
    while found and "br" in found[-1]:
        found.pop()
    _trim(found)
    return found


def _trim(runs: list[Fields]) -> None:
    """Remove spaces at the end."""
    if runs and "text" in runs[-1]:
        text = runs[-1]["text"].rstrip(" ")
        runs[-1:] = [{**runs[-1], "text": text}] if text else []
