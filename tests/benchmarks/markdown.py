"""Compare Markdown parsers on this hub's own answers, in turn and in one run.

Ours gives a tree with the place of every node (`generator/sources/markdown.py`); the others give
HTML or tokens. Python-Markdown comes with MkDocs; markdown-it-py is measured where it is installed.
Prints the seconds of CPU for 1,000 answers, and the ratio to ours.
Usage: python -m tests.benchmarks.markdown [--rounds N]
"""

import argparse
import importlib
import statistics
import time
from collections.abc import Callable

import markdown as python_markdown

from generator.hub.load import read_hub
from generator.hub.questions import texts
from generator.site.text.answer import Answer
from generator.site.text.targets import Targets
from generator.site.text.terms import TermFinder
from generator.sources.markdown import parse
from tests.site_fixtures import ROOT

ANSWERS = 1000


def parsers() -> dict[str, Callable[[str], object]]:
    """Return name -> function from a text to what the parser makes of it."""
    hub, _, _ = read_hub(ROOT)

    targets, finder = Targets(hub), TermFinder(hub.terms)

    def to_html(text: str) -> str:
        return Answer(text, targets, finder).html(lambda place: place.path)

    classic = python_markdown.Markdown(extensions=["tables", "sane_lists"])
    found: dict[str, Callable[[str], object]] = {
        "ours, to a tree": parse.__wrapped__,
        "ours, to HTML with references and terms": to_html,
        "Python-Markdown, to HTML": lambda text: classic.reset().convert(text),
    }
    try:
        module = importlib.import_module("markdown_it")
    except ImportError:
        return found
    other = module.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return {**found, "markdown-it-py, to tokens": other.parse}


def seconds(parser: Callable[[str], object], answers: list[str]) -> float:
    """Return the CPU seconds that a parser takes for all answers."""
    parse.cache_clear()
    start = time.process_time()
    for text in answers:
        parser(text)
    return time.process_time() - start


def main() -> None:
    """Measure the parsers in turn, and print the medians."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    hub, _, _ = read_hub(ROOT)
    own = [text for question in hub.questions for _, text in texts(question)]
    # The number makes each one different, so that nothing is remembered.
    answers = [f"{own[number % len(own)]}\n\n{number}" for number in range(ANSWERS)]
    print(f"{ANSWERS} answers of {statistics.mean(map(len, answers)):.0f} characters\n")
    times: dict[str, list[float]] = {name: [] for name in parsers()}
    for _ in range(rounds):
        for name, parser in parsers().items():
            times[name].append(seconds(parser, answers))
    ours = statistics.median(times["ours, to a tree"])
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"{name:42}{middle:8.3f} s{middle / ours:8.1f} times ours")


if __name__ == "__main__":
    main()
