"""A remembered function is called once for each text, here or in another process."""

import pytest

from generator import memory
from generator.memory import Remembered, compute_ahead


def counted() -> tuple[Remembered[int], list[str]]:
    calls: list[str] = []

    def length(text: str) -> int:
        calls.append(text)
        return len(text)

    return Remembered(length), calls


def test_a_function_is_called_once_for_each_text() -> None:
    """Its result is kept by the text's content."""
    length, calls = counted()
    assert [length(text) for text in ("a", "bb", "a")] == [1, 2, 1]
    assert calls == ["a", "bb"]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_computed_ahead_are_those_of_the_function(jobs: int) -> None:
    """Then it is not called again, in however many processes they were computed."""
    length, calls = counted()
    texts = ["x" * number for number in range(1000)]
    compute_ahead([length], [*texts, *texts], jobs)
    del calls[:]
    assert [length(text) for text in texts] == list(range(1000))
    assert calls == []


def test_few_texts_are_not_computed_ahead() -> None:
    """A process would cost more than it saves."""
    length, calls = counted()
    compute_ahead([length], ["a", "b"], 2)
    assert calls == []


def test_what_is_remembered_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview that runs for weeks does not grow."""
    monkeypatch.setattr(memory, "MOST", 10)
    length, _ = counted()
    for number in range(100):
        length("x" * number)
    assert len(length.known) <= 10
