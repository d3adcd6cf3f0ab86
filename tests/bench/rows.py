"""What a part of the bench hands back: one measure beside its target."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One measure: a ratio or a number, what it may be at most (or must be at least), and what it was made of."""

    name: str
    value: float
    target: float | None = None
    detail: str = ""
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the target is met; a measure without one always is."""
        if self.target is None:
            return True
        return self.value >= self.target if self.at_least else self.value <= self.target

    def line(self) -> str:
        """The row of the table."""
        sign = ">=" if self.at_least else "<="
        target = "" if self.target is None else f"{sign} {self.target:g}"
        return f"  {self.name:<48}  {self.value:>8.3g}  {target:>8}  {'' if self.met else 'MISSED':<6}  {self.detail}"


def ratio(name: str, ours: Sequence[float], theirs: Sequence[float], target: float | None = None) -> Row:
    """The ratio of two medians of one run, in milliseconds, ours first."""
    mine, other = median(ours), median(theirs)
    return Row(name, mine / other, target, f"{mine:.0f} ms against {other:.0f} ms")
