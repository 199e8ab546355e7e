"""What the engine observes of cases of the bed."""

import asyncio
from ipaddress import ip_network
from typing import Any

from generator.linkcheck.fetch.engine import observe
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.observations import Address, Observation
from generator.linkcheck.targets import targets_of
from tests.linkcheck.bed.addresses import ALLOWED
from tests.linkcheck.bed.server import Bed


def observed(bed: Bed, *names: str, **limits: Any) -> dict[str, Observation]:
    """Return what is observed of cases, by name; `limits` override those that suit the tests."""
    by_name = {case.name: bed.url(case) for case in bed.cases if case.name in names}
    by_url = {url.partition("#")[0]: name for name, url in by_name.items()}
    usual = {
        "delay": 0.0,
        "timeout": 6.0,
        "backoff": 0.1,
        "allowed": (ip_network(ALLOWED),),
        "ca_file": str(bed.certificates.authority),
    }

    async def collect() -> dict[str, Observation]:
        targets = targets_of([Address(by_name[name]) for name in names])
        found = observe(targets, Limits(**(usual | limits)))
        return {by_url[target.url]: seen async for target, seen in found}

    return asyncio.run(collect())
