"""The loop: out, hold, back, rest; every animated value has one number a step of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

USUAL = (2.0, 1.0, 2.0, 0.6)


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a loop lasts, and when each step comes on the way there and on the way back."""

    seconds: float
    there: tuple[float, ...]
    back: tuple[float, ...]

    def loop(self, numbers: Sequence[str], every: int = 1) -> str:
        """Return the values there and back (one a step, or only every so many steps), and their times."""
        there, back = self.there[::every], self.back[::every]
        kept = list(numbers[::every])
        values = ";".join([*kept, *reversed(kept), kept[0]])
        times = ";".join(_short(time) for time in (*there, *back, 1.0))
        return f'values="{values}" dur="{self.seconds:g}s" keyTimes="{times}" repeatCount="indefinite"'


def clock(tempo: tuple[float, float, float, float], steps: int) -> Clock:
    """Return the loop of a tempo (out, hold, back, rest, in seconds)."""
    out, hold, back, rest = tempo
    whole = out + hold + back + rest
    shares = [_when(i / (steps - 1)) for i in range(steps)]
    there = tuple(out * share / whole for share in shares)
    home = tuple((out + hold + back * share) / whole for share in shares)
    return Clock(round(whole, 2), there, home)


def _when(way: float) -> float:
    """Return the share of the time after which so much of the way is done: slow at both ends."""
    return math.acos(1 - 2 * way) / math.pi


def _short(share: float) -> str:
    return f"{share:.3f}".rstrip("0").rstrip(".").removeprefix("0") or "0"
