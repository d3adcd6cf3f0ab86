"""A whole-person case: what it demands of the result, and what came."""

from collections.abc import Iterator
from dataclasses import dataclass

from .knowledge import Knowledge
from .model import ExerciseFacts, Expectation, LevelBounds, Person
from .results import Assessment


@dataclass(frozen=True, slots=True)
class Comparison:
    """One demand of a case: what was expected, what came, and whether they agree."""

    what: str
    expected: str
    came: str
    met: bool


def compare_with_expected(person: Person, assessment: Assessment, knowledge: Knowledge) -> tuple[Comparison, ...]:
    """Return every demand of a person's case beside what the assessment gave."""
    expect = person.expect
    return (
        _disposition(expect, assessment, knowledge),
        Comparison("Plan", expect.plan, assessment.plan, expect.plan == assessment.plan),
        *_fires(expect, assessment),
        *_exercises(expect, assessment, knowledge),
        *_demand(expect, assessment),
        *_levels(expect, assessment, knowledge),
        *_patterns(expect, assessment),
    )


def _disposition(expect: Expectation, assessment: Assessment, knowledge: Knowledge) -> Comparison:
    words = knowledge.disposition_words
    wanted, came = expect.disposition, assessment.triage.disposition
    return Comparison("How urgent", words[wanted].label, words[came].label, wanted == came)


def _fires(expect: Expectation, assessment: Assessment) -> Iterator[Comparison]:
    true = {decision.rule for decision in assessment.decisions if decision.truth is True}
    for rule in expect.fires:
        yield Comparison(f"Rule {rule}", "true", "true" if rule in true else "not true", rule in true)


def _exercises(expect: Expectation, assessment: Assessment, knowledge: Knowledge) -> Iterator[Comparison]:
    chosen = {item.exercise for item in assessment.programme.chosen}
    wanted = [(slug, True) for slug in expect.must_have] + [(slug, False) for slug in expect.must_not_have]
    for slug, wants in wanted:
        name = knowledge.exercises[slug].name if slug in knowledge.exercises else slug
        yield Comparison(name, _in_plan(wants), _in_plan(slug in chosen), (slug in chosen) == wants)


def _in_plan(here: bool) -> str:
    return "in the plan" if here else "not in the plan"


def _demand(expect: Expectation, assessment: Assessment) -> Iterator[Comparison]:
    if expect.demand_at_most is not None:
        highest = max((item.demand for item in assessment.programme.chosen), default=0)
        yield Comparison(
            "Highest demand",
            f"at most {expect.demand_at_most}",
            str(highest),
            highest <= expect.demand_at_most,
        )


def _levels(expect: Expectation, assessment: Assessment, knowledge: Knowledge) -> Iterator[Comparison]:
    for slug, bounds in expect.levels.items():
        exercise = knowledge.exercises[slug]
        places = {level.id: place for place, level in enumerate(exercise.levels)}
        came = level_of(slug, assessment)
        least, most = places.get(bounds.at_least or "", 0), places.get(bounds.at_most or "", len(places))
        met = bounds.at_least is None if came is None else least <= places[came] <= most
        yield Comparison(f"Level of {exercise.name}", _bounds(bounds, exercise), _title(came, exercise), met)


def level_of(exercise: str, assessment: Assessment) -> str | None:
    """Return the level she would do: the one in her plan, or else where she would start; None if there is none."""
    if assessment.triage.closed:
        return None
    chosen = (item.level for item in assessment.programme.chosen if item.exercise == exercise)
    return next(chosen, assessment.levels.ladders[exercise].start)


def _bounds(bounds: LevelBounds, exercise: ExerciseFacts) -> str:
    ends = {"at least": bounds.at_least, "at most": bounds.at_most}
    return ", ".join(f"{words} {_title(level, exercise)}" for words, level in ends.items() if level is not None)


def _title(level: str | None, exercise: ExerciseFacts) -> str:
    return next((x.title for x in exercise.levels if x.id == level), "none")


def _patterns(expect: Expectation, assessment: Assessment) -> Iterator[Comparison]:
    came = {result.pattern: result for result in assessment.patterns.results}
    for pattern, wanted in expect.patterns.items():
        result = came[pattern]
        likelihood = result.likelihood
        yield Comparison(result.name, wanted.replace("_", " "), likelihood.replace("_", " "), wanted == likelihood)
