"""The loop: out, hold, back, rest; every animated value tells only the steps that a straight line would miss."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

USUAL = (2.0, 1.0, 2.0, 0.6)
Row = Sequence[float]
LONG_ENOUGH = 0.015  # of the loop: then a step is told in hundredths


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a loop lasts, and when each step comes on the way there and on the way back."""

    seconds: float
    there: tuple[float, ...]
    back: tuple[float, ...]

    def needed(self, rows: Sequence[Row], within: float) -> tuple[int, ...]:
        """Return the steps to tell so that straight lines in between come within so much of every step's numbers."""
        kept = [0, len(rows) - 1]
        while len(kept) < len(rows):
            off, step = max((self._off(rows, kept, i), i) for i in range(len(rows)))
            if off <= within:
                break
            kept = sorted([*kept, step])
        return tuple(kept)

    def _off(self, rows: Sequence[Row], kept: Sequence[int], step: int) -> float:
        """Return how far the straight line between the kept steps is from what a step has."""
        low, high = max(i for i in kept if i <= step), min(i for i in kept if i >= step)
        if low == high:
            return 0.0
        share = (self.there[step] - self.there[low]) / (self.there[high] - self.there[low])
        told = zip(rows[low], rows[step], rows[high], strict=True)
        return max(abs(a + (b - a) * share - own) for a, own, b in told)

    def loop(self, values: Sequence[str], kept: Sequence[int]) -> str:
        """Return the values of the kept steps there and back, and their times."""
        there = [(_short(self.there[i]), values[i]) for i in kept]
        back = [(_short(self.back[i]), values[i]) for i in reversed(kept)]
        told = list(dict.fromkeys([*there, *back, ("1", values[0])]))
        listed = ";".join(value for _, value in told)
        times = ";".join(time for time, _ in told)
        return f'values="{listed}" dur="{self.seconds:g}s" keyTimes="{times}" repeatCount="indefinite"'


def clock(tempo: tuple[float, float, float, float], steps: int) -> Clock:
    """Return the loop of a tempo (out, hold, back, rest, in seconds)."""
    out, hold, back, rest = tempo
    whole = out + hold + back + rest
    there = _even(0.0, out / whole, steps - 1)
    back_ = _even((out + hold) / whole, back / whole, steps - 1)
    return Clock(round(whole, 2), there, back_[::-1])


def _even(begin: float, long: float, last: int) -> tuple[float, ...]:
    """Return when each step of a way comes: the first and the last are slow (as in a sine), in between it is even.

    All times are short numbers and the steps between really even, so that a part that turns evenly needs none of them.
    """
    first = math.acos(1 - 2 / last) / math.pi
    step = (1 - 2 * first) * long / max(last - 2, 1)
    digits = 2 if step >= LONG_ENOUGH else 3
    step, first, begin = round(step, digits), round(first * long, digits), round(begin, 2)
    return (begin, *(begin + first + step * i for i in range(last - 1)), round(begin + long, 2))


def _short(share: float) -> str:
    return f"{share:.3f}".rstrip("0").rstrip(".").removeprefix("0") or "0"
