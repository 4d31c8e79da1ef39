"""What a fenced part of a page's file says, as the block of that name keeps it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from romdoul.kernel.errors import BadInput
from romdoul.site.content.reading import markdown
from romdoul.site.pages.models import CoursePage, LessonPage

# Where a block goes that does not go into the body.
STREAMS: Mapping[tuple[type, str], str] = {
    (CoursePage, "question"): "test",
    (LessonPage, "question"): "questions",
}
Shape = Callable[[dict[str, Any]], object]


def shaped(name: str, value: Any) -> Any:  # noqa: ANN401 - a block's value
    """Return a block's value from what stands in the file.

    Raises BadInput for a word that names no block.
    """
    if name not in SHAPES:
        raise BadInput(f"no block is called {name!r}")
    return SHAPES[name](value)


def _same(value: object) -> object:
    return value


def _callout(value: dict[str, Any]) -> object:
    return value | {"text": markdown(value["text"])}


def _figure(value: dict[str, Any]) -> object:
    cutoff = value["cutoff"]
    return value | {"cutoff": cutoff if isinstance(cutoff, date) else None}


def _questions(value: dict[str, Any]) -> object:
    return {
        "questions": [
            one | {"answer": markdown(one["answer"])} for one in value["questions"]
        ]
    }


def _question(value: dict[str, Any]) -> object:
    return {
        "question": value["question"],
        "choices": [
            {
                "text": one["text"],
                "is_right": one.get("right", False),
                "feedback": one.get("feedback", ""),
            }
            for one in value["choices"]
        ],
    }


SHAPES: Mapping[str, Shape] = {
    "text": _same,
    "callout": _callout,
    "quote": _same,
    "figure": _figure,
    "chart": _same,
    "questions": _questions,
    "question": _question,
    "people": _same,
    "links": _same,
    "steps": _same,
}
