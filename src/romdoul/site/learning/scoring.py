"""Questions, answers and scores. Pure: no page, no database."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

UNSURE = -1
"""The answer of somebody who says that they do not know."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer, and what is said to whoever chose it."""

    text: str
    is_right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one right answer."""

    text: str
    choices: tuple[Choice, ...]

    @property
    def right(self) -> int:
        """Return the number of the right answer, from 0."""
        return next(n for n, choice in enumerate(self.choices) if choice.is_right)

    def chosen(self, answer: int) -> Choice | None:
        """Return the choice that was made; None for whoever did not know."""
        return self.choices[answer] if 0 <= answer < len(self.choices) else None


@dataclass(frozen=True, slots=True)
class Exam:
    """The questions that are asked before a course and again after it."""

    questions: tuple[Question, ...]

    def score(self, answers: Sequence[int]) -> int:
        """Return how many answers are right; one that is missing is not.

        Raises ValueError for more answers than questions.
        """
        if len(answers) > len(self.questions):
            raise ValueError("more answers than questions")
        pairs = zip(self.questions, answers, strict=False)
        return sum(answer == question.right for question, answer in pairs)

    @property
    def total(self) -> int:
        """Return the highest score."""
        return len(self.questions)

    @property
    def shape(self) -> str:
        """Return what is the same in every language: how much is asked, what is right.

        A score before and one after are compared only between tests of one shape.
        """
        told = ";".join(f"{len(q.choices)}.{q.right}" for q in self.questions)
        return hashlib.blake2b(told.encode(), digest_size=4).hexdigest()


def passed(score: int, total: int, percent: int) -> bool:
    """Tell whether a score reaches so many percent of a total."""
    return total > 0 and score * 100 >= percent * total
