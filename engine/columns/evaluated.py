"""A table of people evaluated: what each person's assessment comes to, stage by stage, as columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ..caps import NO_CAP
from ..gist import Gist
from ..knowledge import Knowledge
from ..results import Plan
from . import exclusions, levels, patterns, programme, ranking, regions, triage
from .levels import Rungs
from .pairs import Bools, Numbers, Pair
from .patterns import LIKELIHOODS
from .people import People
from .reader import Reader

AT_A_TIME = 8192  # people read at once: what is in hand then stays in the processor's cache
PLANS: tuple[Plan, ...] = ("open", "capped", "closed")


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What a table of people comes to; every array has a place for each person, in the order of the table.

    `facts`: 1 true, 0 unknown, -1 false. `disposition`: its place among the dispositions, the mildest first.
    `plan`: its place in PLANS. `closed_regions`: bit i is the i-th region. `out`: for whom a movement property is out.
    `patterns`: the place in LIKELIHOODS. `starts`: for each exercise the place of the level among all levels, or -1.
    `programme`, `sets`: for each place in the plan the same, and the sets. `true`, `unknown`: how often each rule is.
    """

    knowledge: Knowledge
    size: int
    facts: Mapping[str, Numbers]
    disposition: Numbers
    plan: Numbers
    cap: Numbers
    closed_regions: Numbers
    out: Mapping[str, Bools]
    patterns: Mapping[str, Numbers]
    starts: Numbers
    programme: Numbers
    sets: Numbers
    true: Mapping[str, int]
    unknown: Mapping[str, int]

    def gist(self, row: int) -> Gist:
        """Return what one person's assessment comes to, as `gist_of(assess(...))` does."""
        keys = self.knowledge.derived(Rungs).keys
        chosen = [(int(x), int(sets)) for x, sets in zip(self.programme[:, row], self.sets[:, row], strict=True)]
        return Gist(
            disposition=self.knowledge.vocabulary.dispositions[int(self.disposition[row])].id,
            closed=PLANS[int(self.plan[row])] == "closed",
            closed_regions=frozenset(
                name for i, name in enumerate(self.knowledge.regions) if int(self.closed_regions[row]) >> i & 1
            ),
            cap=int(self.cap[row]),
            out=frozenset(prop for prop, people in self.out.items() if people[row]),
            patterns=frozenset(
                (name, LIKELIHOODS[int(place[row])])
                for name, place in self.patterns.items()
                if LIKELIHOODS[int(place[row])] in ("likely", "possible")
            ),
            starts=frozenset(keys[int(place)] for place in self.starts[:, row] if place >= 0),
            programme=tuple((*keys[place], sets) for place, sets in chosen if place >= 0),
        )


def evaluate(people: People, knowledge: Knowledge) -> Evaluated:
    """Return what a table of people comes to: for each person the same as `assess`, all at once."""
    found = [_evaluate(piece, knowledge) for piece in people.pieces(AT_A_TIME)]
    return _joined(found or [_evaluate(people, knowledge)], knowledge)


def contradicted(people: People, knowledge: Knowledge) -> Bools:
    """Return whose answers contradict each other."""
    given = Reader(people, knowledge, as_given=True)
    found = np.zeros(people.size, bool)
    for item in knowledge.contradictions:
        found |= given.truth(item.when).true
    return found


def _evaluate(people: People, knowledge: Knowledge) -> Evaluated:
    reader = Reader(people, knowledge)
    truths = {rule.id: reader.truth(rule.when) for rule in knowledge.rules.values()}
    marked = regions.marked(reader)
    urgency = triage.judge(truths, contradicted(people, knowledge), marked, reader)
    out = exclusions.out(truths, reader)
    likely = patterns.likelihoods(truths, reader)
    ladders = levels.startable(truths, urgency, out, marked, reader)
    scores = ranking.points(truths, likely, reader)
    plan = programme.choose(ladders.levels, scores, marked, reader)
    return Evaluated(
        knowledge=knowledge,
        size=people.size,
        facts={fact.id: _truths(reader.fact(fact.id)) for fact in knowledge.facts.values() if not fact.has_value},
        disposition=urgency.disposition.astype(np.int8),
        plan=_plans(urgency, ladders.plan_cap),
        cap=urgency.cap.astype(np.int8),
        closed_regions=urgency.closed_regions,
        out=out,
        patterns=likely,
        starts=levels.highest(ladders.levels, knowledge),
        programme=np.where(urgency.closed, levels.NO_LEVEL, plan.levels),
        sets=np.where(urgency.closed, 0, plan.sets),
        true={name: int(truth.true.sum()) for name, truth in truths.items()},
        unknown={name: int(truth.unknown.sum()) for name, truth in truths.items()},
    )


def _truths(truth: Pair) -> Numbers:
    return truth.true.astype(np.int8) - truth.false.astype(np.int8)


def _plans(urgency: triage.Urgency, plan_cap: Numbers) -> Numbers:
    held = (plan_cap < NO_CAP) | (urgency.closed_regions != 0)
    return np.select([urgency.closed, held], [PLANS.index("closed"), PLANS.index("capped")], 0).astype(np.int8)


def _joined(found: list[Evaluated], knowledge: Knowledge) -> Evaluated:
    def named(name: str) -> dict[str, Numbers]:
        parts: list[Mapping[str, Numbers]] = [getattr(part, name) for part in found]
        return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}

    def whole(name: str) -> Numbers:
        return np.concatenate([getattr(part, name) for part in found], axis=-1)

    return Evaluated(
        knowledge=knowledge,
        size=sum(part.size for part in found),
        facts=named("facts"),
        disposition=whole("disposition"),
        plan=whole("plan"),
        cap=whole("cap"),
        closed_regions=whole("closed_regions"),
        out=named("out"),
        patterns=named("patterns"),
        starts=whole("starts"),
        programme=whole("programme"),
        sets=whole("sets"),
        true=_added(part.true for part in found),
        unknown=_added(part.unknown for part in found),
    )


def _added(many: Iterable[Mapping[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for counts in many:
        for name, count in counts.items():
            found[name] = found.get(name, 0) + count
    return found
