"""What is observed of an address that does not answer, and of a run that is abandoned."""

import asyncio
import time
from ipaddress import ip_network

from generator.linkcheck.fetch.engine import observe
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.observations import Address, Failure, Unreachable
from generator.linkcheck.targets import targets_of
from tests.linkcheck.bed.addresses import ALLOWED
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.bed.table import CASES
from tests.linkcheck.fetch.observing import observed

FAILURES = {
    "refused": Failure.REFUSED,
    "unknown-host": Failure.NO_HOST,
    "malformed-no-host": Failure.MALFORMED,
    "malformed-port-big": Failure.MALFORMED,
    "scheme-mailto": Failure.SCHEME,
    "scheme-javascript": Failure.SCHEME,
    "reset-always": Failure.RESET,
    "leave-always": Failure.RESET,
    "garbage": Failure.PROTOCOL,
    "bad-status": Failure.PROTOCOL,
    "loop-two": Failure.REDIRECT_LOOP,
    "loop-self": Failure.REDIRECT_LOOP,
    "hops-11": Failure.TOO_MANY_REDIRECTS,
    "loop-growing": Failure.TOO_MANY_REDIRECTS,
    "redirect-to-mailto": Failure.BAD_REDIRECT,
    "redirect-to-file": Failure.BAD_REDIRECT,
    "location-malformed": Failure.BAD_REDIRECT,
    "moved-to-closed-port": Failure.REFUSED,
    "robots-disallow": Failure.ROBOTS,
    "tls-expired": Failure.TLS_EXPIRED,
    "tls-self-signed": Failure.TLS_SELF_SIGNED,
    "tls-wrong-host": Failure.TLS_WRONG_HOST,
    "unsafe-to-loopback": Failure.UNSAFE,
    "unsafe-decimal": Failure.UNSAFE,
    "unsafe-mapped": Failure.UNSAFE,
    "unsafe-refresh": Failure.UNSAFE,
}


def test_each_failure_has_its_name(bed: Bed) -> None:
    """Each kind of failure is recognised, and no canary is asked."""
    seen = observed(bed, *FAILURES)
    found = {name: one.failure for name, one in seen.items() if isinstance(one, Unreachable)}
    assert found == FAILURES
    assert bed.canaries == []


def test_a_deadline_is_a_failure_with_the_hops_before_it(bed: Bed) -> None:
    """The hops before the time ran out are kept."""
    seen = observed(bed, "hang", "drip-body", "drip-headers", "drip-redirects", timeout=2.0)
    kinds = {one.failure for one in seen.values() if isinstance(one, Unreachable)}
    assert kinds == {Failure.TIMEOUT}
    late = seen["drip-redirects"]
    assert isinstance(late, Unreachable)
    assert [hop.status for hop in late.hops] == [302]


def test_an_abandoned_run_leaves_no_request_behind(bed: Bed) -> None:
    """Closing the stream of observations stops all requests."""

    async def first() -> None:
        names = ("status-404", "hang", "drip-body", "drip-headers")
        urls = [bed.url(case) for case in CASES if case.name in names]
        targets = targets_of([Address(url) for url in urls])
        limits = Limits(delay=0.0, allowed=(ip_network(ALLOWED),))
        stream = observe(targets, limits)
        async for _ in stream:
            break
        await stream.aclose()  # type: ignore[attr-defined]
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        assert [task for task in tasks if not task.done()] == []

    start = time.monotonic()
    asyncio.run(first())
    assert time.monotonic() - start < 5
