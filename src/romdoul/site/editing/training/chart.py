"""The figures as bars: a drawing made on the server, with its table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from romdoul.site.learning.figures import Line

ROW, BAR, LEFT, WIDE = 58, 18, 4, 420
FULL = WIDE - 70


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it stands, how long it is, and its number."""

    y: int
    length: float
    percent: float
    kind: str

    @property
    def width(self) -> str:
        """Return its length as a drawing takes it: with a point in any language."""
        return f"{self.length:.1f}"

    @property
    def text_x(self) -> str:
        """Return where its number begins."""
        return f"{LEFT + self.length + 6:.1f}"

    @property
    def text_y(self) -> int:
        """Return the number's baseline."""
        return self.y + BAR - 4


@dataclass(frozen=True, slots=True)
class Row:
    """One part: its name above two bars, before and after."""

    label: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All rows, and the size of the drawing."""

    rows: tuple[Row, ...]
    width: int = WIDE
    bar: int = BAR
    left: int = LEFT

    @property
    def height(self) -> int:
        """Return the height of the drawing."""
        return len(self.rows) * ROW + 4


def drawn(lines: Sequence[Line]) -> Chart:
    """Return the drawing of those lines of which scores are told."""
    told = [line for line in lines if line.before is not None]
    return Chart(tuple(_row(number, line) for number, line in enumerate(told)))


def _row(number: int, line: Line) -> Row:
    top = number * ROW
    scores = (("before", line.before or 0.0), ("after", line.after or 0.0))
    bars = tuple(
        Bar(top + 18 + at * BAR, FULL * percent / 100, percent, kind)
        for at, (kind, percent) in enumerate(scores)
    )
    return Row(line.label, top + 13, bars)
