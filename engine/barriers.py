"""What stands in the way of a plan, or of a level, for one person: for each barrier the questions on which it rests."""

from collections.abc import Iterator
from functools import cached_property

from .gist import Bits, Sketch, denied
from .model import ExclusionRule, LevelRule, TriageRule
from .roots import Roots
from .stages.facts import contradictions

Barrier = frozenset[str]
"""The questions on which a barrier rests: while none of them is answered otherwise, it stands."""
MARKED = frozenset(("regions",))


class Barriers:
    """The barriers of one person; a level without any is a start, a plan without any is open."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.roots = sketch.knowledge.derived(Roots)

    def of_plan(self) -> list[Barrier]:
        """Return what closes the plan."""
        return [*self._closing(), *self._all_regions()]

    def _closing(self) -> Iterator[Barrier]:
        for rule, truth in self.sketch.live(TriageRule):
            if truth is None or rule.effect == "closed":
                yield self.roots.of(rule.when)
        if self.sketch.contradicted:
            for item in contradictions(self.sketch.person.answers, self.sketch.knowledge):
                yield self.roots.of(item.when)

    def _all_regions(self) -> Iterator[Barrier]:
        if self.sketch.urgency.closed_regions == frozenset(self.sketch.knowledge.regions):
            yield MARKED.union(*(self.roots.of(rule.when) for rule in self._region_closing()))

    def _region_closing(self) -> Iterator[TriageRule]:
        live = self.sketch.live(TriageRule)
        return (rule for rule, truth in live if truth is True and rule.effect == "region_closed")

    def of_level(self, bit: Bits) -> list[Barrier]:
        """Return what keeps one level, given as a bit, from being a start; of one that never is, an empty barrier."""
        return [barrier for bits, barrier in self._of_levels if bits & bit]

    @cached_property
    def _of_levels(self) -> list[tuple[Bits, Barrier]]:
        never = (self.sketch.library.never_a_start, Barrier())
        return [never, *self._triage(), *self._excluded(), *self._capped(), *self._stages(), *self._ways_in()]

    def _triage(self) -> Iterator[tuple[Bits, Barrier]]:
        library = self.sketch.library
        if closed := self.sketch.urgency.closed_regions:
            yield library.working(closed), MARKED.union(*(self.roots.of(rule.when) for rule in self._region_closing()))
        for rule, truth in self.sketch.live(TriageRule):
            if truth is True and rule.demand_at_most is not None:
                yield library.above[rule.demand_at_most], self.roots.of(rule.when)

    def _excluded(self) -> Iterator[tuple[Bits, Barrier]]:
        for rule, _ in self.sketch.live(ExclusionRule):
            if rule.do == "exclude":
                yield self.sketch.library.carrying(rule.for_), self.roots.of(rule.when)

    def _capped(self) -> Iterator[tuple[Bits, Barrier]]:
        for rule, _ in self.sketch.live(LevelRule):
            marked = MARKED if rule.scope == "marked" else Barrier()
            yield self.sketch.over_cap(rule), self.roots.of(rule.when) | marked

    def _stages(self) -> Iterator[tuple[Bits, Barrier]]:
        for stage in self.sketch.stages:
            out = self.sketch.library.carrying(denied(self.sketch.knowledge, stage))
            yield out | self.sketch.over_stage(stage), self.roots.of_fact(stage)

    def _ways_in(self) -> Iterator[tuple[Bits, Barrier]]:
        for entry, bits in self.sketch.library.entries.items():
            if self.sketch.person.fact(entry) is not True:
                yield bits, self.roots.of_fact(entry)
