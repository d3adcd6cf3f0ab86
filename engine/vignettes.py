"""The vignette bench: every whole-person case run at once, and what the cases together show and leave out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .expected import Comparison, compare_with_expected
from .interval import wilson
from .knowledge import Knowledge, LevelKey
from .model import Person
from .person import Person as Answered
from .pipeline import assess
from .results import Plan
from .rulebook import RuleLine, rulebook


@dataclass(frozen=True, slots=True)
class Vignette:
    """One case as it came out: each demand beside what came, the rules that were true, the levels in the plan."""

    person: Person
    disposition: str
    plan: Plan
    comparisons: tuple[Comparison, ...]
    true: frozenset[str]
    levels: frozenset[LevelKey]

    @property
    def broken(self) -> tuple[Comparison, ...]:
        """The demands that are not met."""
        return tuple(x for x in self.comparisons if not x.met)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with a 95% interval; none of the three shares exists when `of` is 0."""

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the cases that expect a disposition (None: of all): how many came at least as grave, how many graver."""

    disposition: str | None
    sensitivity: Share
    over_triage: Share


@dataclass(frozen=True, slots=True)
class VignetteBench:
    """Every case, how far urgency agrees, the rules that no case fires, and the levels that no case is given."""

    vignettes: tuple[Vignette, ...]
    agreements: tuple[Agreement, ...]
    never_fired: tuple[RuleLine, ...]
    never_given: tuple[LevelKey, ...]

    @property
    def broken(self) -> tuple[Vignette, ...]:
        """The cases with a demand that is not met."""
        return tuple(x for x in self.vignettes if x.broken)


def run_vignettes(knowledge: Knowledge) -> VignetteBench:
    """Assess every person of data/people now, and hold each result against what her case expects."""
    vignettes = tuple(_run(person, knowledge) for person in knowledge.people.values())
    return VignetteBench(
        vignettes,
        tuple(_agreements(vignettes, knowledge)),
        tuple(_never_fired(vignettes, knowledge)),
        tuple(_never_given(vignettes, knowledge)),
    )


def _run(person: Person, knowledge: Knowledge) -> Vignette:
    assessment = assess(knowledge.answers_of(person), knowledge, person.leave_out)
    return Vignette(
        person,
        assessment.triage.disposition,
        assessment.plan,
        compare_with_expected(person, assessment, knowledge),
        frozenset(_true(assessment.facts.person)),
        frozenset((item.exercise, item.level) for item in assessment.programme.chosen),
    )


def _true(person: Answered) -> Iterator[str]:
    for line in _that_decide(person.knowledge):
        if line.when is not None and person.truth(line.when) is True:
            yield line.id


def _that_decide(knowledge: Knowledge) -> tuple[RuleLine, ...]:
    """Return the rules that shape a result: no names for later use, no bare permissions, no refusals of answers."""
    return knowledge.derived(_deciding)


def _deciding(knowledge: Knowledge) -> tuple[RuleLine, ...]:
    return tuple(line for line in knowledge.derived(rulebook) if line.stage not in ("", "facts"))


def _never_fired(vignettes: Sequence[Vignette], knowledge: Knowledge) -> Iterator[RuleLine]:
    fired: frozenset[str] = frozenset().union(*(x.true for x in vignettes))
    return (line for line in _that_decide(knowledge) if line.id not in fired)


def _never_given(vignettes: Sequence[Vignette], knowledge: Knowledge) -> Iterator[LevelKey]:
    """Yield the levels that may be a start and that no case's plan holds."""
    given: frozenset[LevelKey] = frozenset().union(*(x.levels for x in vignettes))
    for exercise in knowledge.exercises.values():
        for level in exercise.levels:
            if level.demand <= knowledge.demand.start_at_most and (exercise.slug, level.id) not in given:
                yield exercise.slug, level.id


# ------------------------------------------------------------------ how far urgency agrees
def _agreements(vignettes: Sequence[Vignette], knowledge: Knowledge) -> Iterator[Agreement]:
    """Yield each disposition that a case expects, the gravest first, and then all cases together."""
    graver = [(x.person.expect.disposition, _graver_by(x, knowledge)) for x in vignettes]
    for name in reversed(tuple(knowledge.severity)):
        of_it = [by for expected, by in graver if expected == name]
        if of_it:
            yield _agreement(name, of_it)
    yield _agreement(None, [by for _, by in graver])


def _graver_by(item: Vignette, knowledge: Knowledge) -> int:
    return knowledge.severity[item.disposition] - knowledge.severity[item.person.expect.disposition]


def _agreement(disposition: str | None, graver: Sequence[int]) -> Agreement:
    safe, over = sum(by >= 0 for by in graver), sum(by > 0 for by in graver)
    return Agreement(disposition, share(safe, len(graver)), share(over, len(graver)))


def share(count: int, of: int) -> Share:
    """Return a proportion with its 95% score interval."""
    return Share(count, of, count / of, *wilson(count, of)) if of else Share(count, of, None, None, None)
