"""What courses are worth, in figures that tell of nobody. Pure.

Of fewer than five people no score is told, and a part with fewer than five is not
shown by itself: such parts are taken together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

SMALL = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Both scores of one learner, of so many questions."""

    before: int
    after: int
    total: int

    @property
    def percents(self) -> tuple[float, float]:
        """Return both as percentages, so that tests of any length are compared."""
        return 100 * self.before / self.total, 100 * self.after / self.total


@dataclass(slots=True)
class Part:
    """A part of the learners: who began, who finished, and their pairs of scores."""

    began: int = 0
    finished: int = 0
    pairs: list[Pair] = field(default_factory=list)

    def add(self, other: "Part") -> None:
        """Take another part into this one."""
        self.began += other.began
        self.finished += other.finished
        self.pairs += other.pairs


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; scores are medians in percent, None where none is told."""

    label: str
    began: int
    finished: int
    before: float | None
    after: float | None
    gain: float | None


def line(label: str, part: Part) -> Line:
    """Return the line of one part."""
    if len(part.pairs) < SMALL:
        return Line(label, part.began, part.finished, None, None, None)
    both = [pair.percents for pair in part.pairs]
    return Line(
        label,
        part.began,
        part.finished,
        median(before for before, _after in both),
        median(after for _before, after in both),
        median(after - before for before, after in both),
    )


def lines(parts: Mapping[str, Part], *, rest: str) -> list[Line]:
    """Return a line for each part, and one, called ``rest``, for all small ones.

    A single small part takes the next smallest with it: else the total would tell it.
    """
    small, large = _parted(parts)
    shown = [line(label, parts[label]) for label in large]
    if small:
        shown.append(line(rest, together(parts[label] for label in small)))
    return shown


def together(parts: Iterable[Part]) -> Part:
    """Return several parts as one."""
    whole = Part()
    for part in parts:
        whole.add(part)
    return whole


def _parted(parts: Mapping[str, Part]) -> tuple[list[str], list[str]]:
    """Return the labels of the small parts and of the others, in their order."""
    small = [label for label, part in parts.items() if is_small(part)]
    large = [label for label in parts if label not in small]
    hidden = sum(parts[label].began for label in small)
    while small and large and hidden < SMALL:
        least = min(large, key=lambda label: parts[label].began)
        large.remove(least)
        small.append(least)
        hidden += parts[least].began
    return small, large


def is_small(part: Part) -> bool:
    """Tell whether a part has too few people to be shown by itself."""
    return part.began < SMALL
