"""Levels for a table of people: which levels may be a start for each, and the cap of the whole plan."""

from typing import NamedTuple

import numpy as np

from ..caps import NO_CAP
from ..knowledge import Knowledge
from ..model import ExerciseFacts, Level, LevelRule
from .pairs import Bools, Numbers, Pair
from .reader import Reader
from .regions import not_said_where, region_bits
from .triage import Urgency

NO_LEVEL = -1


class Rungs:
    """All levels of all exercises in a row, the easiest of each exercise first."""

    def __init__(self, knowledge: Knowledge) -> None:
        pairs = [(exercise, level) for exercise in knowledge.exercises.values() for level in exercise.levels]
        self.exercises: tuple[ExerciseFacts, ...] = tuple(knowledge.exercises.values())
        self.keys = tuple((exercise.slug, level.id) for exercise, level in pairs)
        self.levels: tuple[Level, ...] = tuple(level for _, level in pairs)
        place = {slug: i for i, slug in enumerate(knowledge.exercises)}
        self.exercise_of = np.array([place[exercise.slug] for exercise, _ in pairs])
        self.regions = np.array([region_bits(level.regions, knowledge) for level in self.levels], np.uint64)


class Startable(NamedTuple):
    """For each level and person whether it may be a start; and the cap of each whole plan."""

    levels: Bools
    plan_cap: Numbers


class _Scoped(NamedTuple):
    """A live cap that holds for some regions (None: for all), but not for levels with a mark that an overlay spares."""

    rule: LevelRule
    live: Bools
    regions: Numbers | None
    spared: dict[str, Bools]

    def bars(self, level: Level, regions: Numbers) -> Bools:
        """Return for whom it bars a level that works some regions."""
        found = self.live if self.regions is None else self.live & ((self.regions & regions) != 0)
        for mark, people in self.spared.items():
            found = found & ~people if mark in level.properties else found
        return found


class _Caps:
    """The live caps: for the whole plan, for each movement property, and for some regions only."""

    def __init__(self, marked: Numbers, reader: Reader) -> None:
        self._reader, self._marked = reader, marked
        self._everywhere = not_said_where(marked, reader.knowledge)
        self._size = reader.people.size
        self.of_plan = np.full(self._size, NO_CAP)
        self.of_all = np.full(self._size, NO_CAP)
        self.of_property: dict[str, Numbers] = {}
        self.scoped: list[_Scoped] = []

    def add(self, rule: LevelRule, live: Bools) -> None:
        """Apply a rule where it is true or unknown."""
        if rule.demand_at_most is None or not live.any():
            return
        spared = {x.mark: self._reader.truth(x.when).true for x in self._reader.knowledge.adjustments.sparing(rule.id)}
        if rule.scope in ("plan", "marked"):
            self._whole(rule, live if rule.scope == "plan" else live & self._everywhere, spared)
        if rule.scope == "marked":
            self.scoped.append(_Scoped(rule, live & ~self._everywhere, self._marked, spared))
        elif rule.scope != "plan":
            regions = region_bits(rule.scope, self._reader.knowledge)
            self.scoped.append(_Scoped(rule, live, np.full(self._size, regions, np.uint64), spared))

    def _whole(self, rule: LevelRule, live: Bools, spared: dict[str, Bools]) -> None:
        cap = rule.demand_at_most
        assert cap is not None
        if rule.for_ == "all" and rule.kind == "context":
            self.of_plan = _lowered(self.of_plan, cap, live)
        if spared:
            self.scoped.append(_Scoped(rule, live, None, spared))
        elif rule.for_ == "all":
            self.of_all = _lowered(self.of_all, cap, live)
        else:
            for prop in rule.for_:
                self.cap(prop, cap, live)

    def cap(self, prop: str, cap: int, live: Bools) -> None:
        """Lower the cap of a movement property."""
        self.of_property[prop] = _lowered(self.of_property.get(prop, np.full(self._size, NO_CAP)), cap, live)


def _lowered(caps: Numbers, cap: int, live: Bools) -> Numbers:
    return np.where(live, np.minimum(caps, cap), caps)


def startable(
    truths: dict[str, Pair], urgency: Urgency, out: dict[str, Bools], marked: Numbers, reader: Reader
) -> Startable:
    """Return which levels may be a start, from the truths of the rules of levels by id and what is out."""
    knowledge = reader.knowledge
    caps = _Caps(marked, reader)
    for rule in knowledge.levels:
        caps.add(rule, truths[rule.id].live)
    for stage in knowledge.vocabulary.strict_stages:
        live = reader.fact(stage).live
        for prop, verdict in knowledge.verdicts[stage].verdicts.items():
            if verdict.verdict == "modify" and verdict.cap is not None:
                caps.cap(prop, verdict.cap, live)
    barred = _Barred(caps, urgency, out, reader)
    levels = knowledge.derived(Rungs).levels
    plan_cap = np.minimum(caps.of_plan, urgency.cap)
    return Startable(np.array([~barred.of(place, level) for place, level in enumerate(levels)]), plan_cap)


class _Barred:
    """For whom a level is no start."""

    def __init__(self, caps: _Caps, urgency: Urgency, out: dict[str, Bools], reader: Reader) -> None:
        self._caps, self._closed_regions, self._out, self._reader = caps, urgency.closed_regions, out, reader
        self._cap = np.minimum(caps.of_all, np.minimum(urgency.cap, reader.knowledge.demand.start_at_most))
        self._rungs = reader.knowledge.derived(Rungs)
        self._known: dict[tuple[str, int], Bools] = {}

    def of(self, place: int, level: Level) -> Bools:
        """Return for whom a level is no start."""
        found: Bools = level.demand > self._cap
        found |= (self._closed_regions & self._rungs.regions[place]) != 0
        for prop in level.properties:
            found |= self._by_property(prop, level.demand)
        for item in self._caps.scoped:
            if self._exceeds(item.rule, level):
                found |= item.bars(level, self._rungs.regions[place])
        return found | ~self._reader.fact(level.entry).true if level.entry else found

    def _by_property(self, prop: str, demand: int) -> Bools:
        if (prop, demand) not in self._known:
            cap = self._caps.of_property.get(prop)
            self._known[prop, demand] = self._out[prop] if cap is None else self._out[prop] | (demand > cap)
        return self._known[prop, demand]

    @staticmethod
    def _exceeds(rule: LevelRule, level: Level) -> bool:
        concerned = rule.for_ == "all" or not level.properties.isdisjoint(rule.for_)
        return concerned and rule.demand_at_most is not None and level.demand > rule.demand_at_most


def highest(allowed: Bools, knowledge: Knowledge) -> Numbers:
    """Return, for each exercise and person, the place of the hardest level that is allowed, or -1."""
    rungs = knowledge.derived(Rungs)
    found = np.full((len(rungs.exercises), allowed.shape[1]), NO_LEVEL, np.int16)
    for place, exercise in enumerate(rungs.exercise_of):
        np.copyto(found[exercise], place, where=allowed[place], casting="unsafe")
    return found
