"""What stands in a page's blocks, as questions that can be asked."""

from collections.abc import Iterable
from typing import Any

from romdoul.site.learning.scoring import Choice, Exam, Question


def test_of(stream: Iterable[Any]) -> Exam:
    """Return the questions of a page's field that has a right answer to each."""
    questions = (_question(block.value) for block in stream)
    return Exam(tuple(q for q in questions if any(c.is_right for c in q.choices)))


def _question(value: Any) -> Question:  # noqa: ANN401 - a block's value
    choices = (
        Choice(one["text"], bool(one["is_right"]), one["feedback"])
        for one in value["choices"]
    )
    return Question(value["question"], tuple(choices))
