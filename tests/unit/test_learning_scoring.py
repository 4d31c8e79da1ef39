"""Scores: never more than was asked, never less for one more right answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.site.learning.scoring import UNSURE, Choice, Exam, Question, passed


@st.composite
def exams(draw: st.DrawFn) -> Exam:
    def question() -> Question:
        many = draw(st.integers(2, 6))
        right = draw(st.integers(0, many - 1))
        return Question("?", tuple(Choice(str(n), n == right) for n in range(many)))

    return Exam(tuple(question() for _ in range(draw(st.integers(1, 8)))))


def right_answers(test: Exam) -> list[int]:
    return [question.right for question in test.questions]


@given(exams())
def test_all_right_is_the_whole_score_and_not_knowing_is_none(test: Exam) -> None:
    assert test.score(right_answers(test)) == test.total
    assert test.score([UNSURE] * test.total) == 0
    assert test.score([]) == 0


@given(exams(), st.data())
def test_one_answer_put_right_is_one_more(test: Exam, data: st.DataObject) -> None:
    answers = [
        data.draw(st.integers(UNSURE, len(question.choices)))
        for question in test.questions
    ]
    score = test.score(answers)
    assert 0 <= score <= test.total
    for number, question in enumerate(test.questions):
        if answers[number] != question.right:
            mended = [*answers[:number], question.right, *answers[number + 1 :]]
            assert test.score(mended) == score + 1


@given(exams())
def test_more_answers_than_questions_are_refused(test: Exam) -> None:
    with pytest.raises(ValueError, match="more answers"):
        test.score([*right_answers(test), 0])


@given(exams())
def test_the_shape_is_of_what_is_asked_and_not_of_its_words(test: Exam) -> None:
    told = Exam(
        tuple(
            Question("ពាក្យ", tuple(Choice("ពាក្យ", c.is_right) for c in q.choices))
            for q in test.questions
        )
    )
    assert told.shape == test.shape
    longer = Exam((*test.questions, test.questions[0]))
    assert longer.shape != test.shape


@given(st.integers(0, 40), st.integers(1, 40), st.integers(0, 100))
def test_passing_is_reaching_the_percentage(score: int, total: int, asks: int) -> None:
    assert passed(score, total, asks) == (score / total * 100 >= asks)


def test_nothing_asked_is_not_passed() -> None:
    assert not passed(0, 0, 0)


@pytest.mark.parametrize(("score", "enough"), [(0, "no"), (4, "no"), (5, "yes")])
def test_seventy_percent_of_seven_are_five(score: int, enough: str) -> None:
    assert passed(score, 7, 70) is (enough == "yes")
