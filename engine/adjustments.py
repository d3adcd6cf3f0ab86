"""Adjustments: what an overlay changes beyond ordinary rules, read by the stages; without an overlay there are none.

An overlay that lowers, removes or vetoes works by ordinary rules, put in or taken out. What no rule of data/ can say
stands here: a cap set aside, an exercise put first, one in place of another, another dose. An adjustment acts while
its condition is true; unknown, the standard rules stand.
"""

from dataclasses import dataclass, fields

from .model import DoseChange, Id, Prose, Rule, RuleId, StageName


class Adjustment(Rule):
    """One change of an overlay, with its effect in words, recorded by a stage."""

    stage: StageName
    says: Prose


class Spared(Adjustment):
    """Caps, by their rules, that do not hold for the levels with a mark."""

    mark: Id
    past: tuple[RuleId, ...]


class Addition(Adjustment):
    """An exercise that comes first, wherever it may be given."""

    exercise: RuleId


class Exchange(Adjustment):
    """An exercise in the place of another, wherever both could be given."""

    exercise: RuleId
    instead: RuleId


class NewDose(Adjustment):
    """Another dose for the levels with a mark; rules that make doses smaller still act on it."""

    mark: Id
    dose: DoseChange


class Vetoed(Adjustment):
    """A rule that was taken out: recorded where it would have acted."""

    rule: str


@dataclass(frozen=True)
class Adjustments:
    """All adjustments, by kind."""

    spared: tuple[Spared, ...] = ()
    additions: tuple[Addition, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    doses: tuple[NewDose, ...] = ()
    vetoed: tuple[Vetoed, ...] = ()

    @property
    def all(self) -> tuple[Adjustment, ...]:
        """Every adjustment."""
        return tuple(item for kind in fields(self) for item in getattr(self, kind.name))

    def sparing(self, rule: str) -> tuple[Spared, ...]:
        """Return the adjustments that set a cap aside."""
        return tuple(item for item in self.spared if rule in item.past)


NO_ADJUSTMENTS = Adjustments()
