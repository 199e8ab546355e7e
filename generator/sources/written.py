"""Plain data -> the lines of YAML in the one form of source files.

In: a mapping of texts, dates, numbers, lists and mappings. Out: lines without indentation.
"""

import json
from collections.abc import Mapping
from typing import Any

from generator.sources.canonical import canonical


def lines_of(data: Mapping[str, Any]) -> list[str]:
    """Return the lines of a mapping, its keys in order. A date is written as year-month-day."""
    # JSON is YAML, too.
    return canonical(json.dumps(data, ensure_ascii=False, default=str)).splitlines()
