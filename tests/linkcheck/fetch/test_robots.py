"""robots.txt: the name it is matched by, and files made to take all memory."""

import asyncio

import pytest

from generator.linkcheck.fetch.limits import AGENT, Limits
from generator.linkcheck.fetch.robots import CAP, Rules


def allows(text: str, url: str = "https://a.no/x") -> bool:
    """Return whether a file allows a URL."""

    async def ask() -> bool:
        return await (await Rules.read(text.encode())).allow(url)

    return asyncio.run(ask())


def test_the_name_is_the_one_that_the_user_agent_shows() -> None:
    """A site owner copies it from a log."""
    assert AGENT in Limits().agent


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: Rollehub-linkcheck\nDisallow: /", False),
        ("user-agent:ROLLEHUB-LINKCHECK/1.0 # oss\nDisallow: /", False),
        ("User-agent: Rollehub\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Rollehub-linkcheck\nAllow: /", True),
        ("User-agent: a\nUser-agent: b\nUser-agent: Rollehub-linkcheck\nDisallow: /x", False),
        ("User-agent: Rollehub-linkcheck\nUser-agent: b\nDisallow: /x", False),
        ("User-agent: a\nDisallow: /\nUser-agent: b\nDisallow: /", True),
        ("User-agent: linkcheck\nDisallow: /", True),
        ("User-agent: Mozilla\nDisallow: /", True),
        ("User-agent: Rollehub-linkchecker\nDisallow: /", True),
        ("User-agent: -\nDisallow: /", True),
        ("", True),
    ],
)
def test_groups_are_chosen_by_name(text: str, *, allowed: bool) -> None:
    """The longest name that is ours decides, then `*`."""
    assert allows(text) is allowed


def test_many_names_and_rules_cost_no_more_than_few() -> None:
    """Each rule is kept once, and not once for each name of its group."""
    text = "".join(f"User-agent: a{n}\n" for n in range(15_000)) + "Disallow: /y\n" * 15_000
    rules = Rules(text.encode())
    assert len(rules._rules._user_agents) == 1
    assert allows(text)
    assert not allows(text + "\nUser-agent: *\nDisallow: /x")


def test_only_the_beginning_of_a_long_file_counts() -> None:
    """RFC 9309 asks for 500 KiB."""
    assert allows("#" * (CAP + 1) + "\nUser-agent: *\nDisallow: /")
