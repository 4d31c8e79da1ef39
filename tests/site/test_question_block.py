"""A question of a course has one right answer, and the editor is told if it has not."""

from typing import Any

import pytest
from wagtail.blocks import StructBlockValidationError

from romdoul.site.content.loading import FIRST
from romdoul.site.content.reading import read_told
from romdoul.site.pages.blocks import QUESTIONS

BLOCK = dict(QUESTIONS)["question"]


def question(*right: bool) -> Any:
    choices = [
        {"text": f"Answer {n}", "is_right": is_right, "feedback": ""}
        for n, is_right in enumerate(right)
    ]
    return BLOCK.to_python({"question": "Whom do you call?", "choices": choices})


@pytest.mark.parametrize("right", [(True, False), (False, False, True)])
def test_one_right_answer_is_taken(right: tuple[bool, ...]) -> None:
    assert BLOCK.clean(question(*right))["question"] == "Whom do you call?"


@pytest.mark.parametrize(
    ("right", "number"), [((False, False), 0), ((True, True, False), 2)]
)
def test_none_or_several_are_refused_at_the_answers(
    right: tuple[bool, ...], number: int
) -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        BLOCK.clean(question(*right))
    said = refused.value.block_errors["choices"].non_block_errors
    assert said == [f"Mark exactly one answer as the right one; {number} are marked."]


def test_the_first_courses_keep_to_it() -> None:
    found = [
        value
        for path in (FIRST / "home/explore/courses").rglob("*.md")
        for name, value in read_told(path).blocks
        if name == "question"
    ]
    assert len(found) > 30
    assert {sum(one.get("right", False) for one in q["choices"]) for q in found} == {1}
