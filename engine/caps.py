"""Ceilings on demand: where a rule of `data/rules/levels` holds, and which ceilings are worth telling."""

from collections.abc import Iterator

from .model import LevelRule
from .person import Person
from .results import Reason

NO_CAP = 5
Regions = frozenset[str] | None
"""Where something holds; None is the whole plan."""


def regions_of(rule: LevelRule, person: Person) -> Regions:
    """Return the regions a rule holds for; None is the whole plan, also while it is not known where it hurts."""
    if rule.scope == "plan":
        return None
    if rule.scope != "marked":
        return frozenset(rule.scope)
    marked = frozenset(person.chosen("regions"))
    return marked if marked and "whole_body" not in marked else None


def holds_whole_plan(rule: LevelRule, person: Person) -> bool:
    """Return whether a rule, while it is live, caps every exercise because of a context of hers."""
    everywhere = rule.for_ == "all" and regions_of(rule, person) is None
    return everywhere and rule.kind == "context" and rule.demand_at_most is not None and rule.demand_at_most < NO_CAP


def telling(caps: tuple[Reason, ...], person: Person) -> Iterator[Reason]:
    """Yield the caps without those that are not known and hold nothing that another does not hold as low."""
    held = [(cap, _regions(cap, person)) for cap in caps]
    for cap, regions in held:
        lower = (_covers(there, regions) and _holds_lower(other, cap) for other, there in held)
        if cap.truth is True or not any(lower):
            yield cap


def _regions(cap: Reason, person: Person) -> Regions:
    rule = person.knowledge.rules.get(cap.rule)
    return regions_of(rule, person) if isinstance(rule, LevelRule) else None


def _covers(there: Regions, regions: Regions) -> bool:
    return there is None or (regions is not None and regions <= there)


def _holds_lower(one: Reason, other: Reason) -> bool:
    low, high = one.demand_at_most or 0, other.demand_at_most or 0
    return low < high or (low == high and one.truth is True)
