"""Ranking: an order of exercises; reasons are added up, ties go by the usual order of data/ranking/groups.yaml."""

from collections.abc import Iterator

from ..knowledge import Knowledge
from ..model import ExerciseFacts, Points, RankingRule
from ..person import Person
from ..results import (
    Decision,
    Facts,
    Likelihood,
    Patterns,
    Point,
    Ranked,
    Ranking,
    Reason,
    Record,
    of_adjustments,
    of_rule,
)


def run(facts: Facts, patterns: Patterns, knowledge: Knowledge) -> Ranking:
    """Return all exercises, the most useful to her first, each with its reasons."""
    person = facts.person
    live = sorted((x for x in knowledge.ranking if person.truth(x.when) is True), key=lambda x: x.id)
    reasons = _Reasons(person, patterns, live)
    ranked = [_ranked(exercise, tuple(reasons.of(exercise)), knowledge) for exercise in knowledge.exercises.values()]
    return Ranking(
        order=tuple(sorted(ranked, key=lambda x: (-x.points, knowledge.usual_order[x.exercise]))),
        advice=tuple(
            Reason(rule.id, rule.advice, ref=rule.ref, sources=rule.sources) for rule in live if rule.for_ == "all"
        ),
        decisions=Record(
            lambda: (
                *(_decision(rule, person) for rule in live),
                *of_adjustments("ranking", person),
                *_order_decisions(ranked),
            )
        ),
    )


def _ranked(exercise: ExerciseFacts, reasons: tuple[Point, ...], knowledge: Knowledge) -> Ranked:
    points = sum(reason.points for reason in reasons)
    ordered = tuple(sorted(reasons, key=lambda x: (-x.points, x.because)))
    return Ranked(exercise.slug, points, points >= knowledge.points.relevant_from, ordered)


class _Reasons:
    """What speaks for an exercise; what is the same for all of them is worked out once."""

    def __init__(self, person: Person, patterns: Patterns, live: list[RankingRule]) -> None:
        knowledge = person.knowledge
        points, wording = knowledge.points, knowledge.wording
        goals = knowledge.questions["goals"].choices
        self._knowledge = knowledge
        self._first = [x for x in knowledge.adjustments.additions if person.truth(x.when) is True]
        worth = ((x, strength(x.likelihood, x.aim, points)) for x in patterns.results)
        self._patterns = {result.pattern: (result.name, count) for result, count in worth if count}
        self._marked = person.chosen("regions")
        self._main = person.value("main_region") or next(iter(self._marked), None)
        self._goals = [
            (goal, Point(points.goal, wording["serves_goal"].format(goal=goals[goal].lower())))
            for goal in person.chosen("goals")
        ]
        self._preferred = [
            (frozenset(rule.for_), Point(points.preferred, rule.because, rule.sources))
            for rule in live
            if rule.for_ != "all"
        ]
        self._everyone = Point(points.general, wording["general_strength"], points.sources)

    def of(self, exercise: ExerciseFacts) -> Iterator[Point]:
        """Yield the reasons for an exercise."""
        for item in self._first:  # an overlay puts it first
            if item.exercise == exercise.slug:
                yield Point(self._knowledge.derived(first_place), item.because, item.sources)
        yield from self._for_patterns(exercise)
        yield from self._for_regions(exercise)
        yield from (point for goal, point in self._goals if goal in exercise.goals)
        yield from self._for_preferences(exercise)
        if self._knowledge.groups[exercise.group].large_muscles:  # breaks ties when a plan is filled up
            yield self._everyone

    def _for_patterns(self, exercise: ExerciseFacts) -> Iterator[Point]:
        for link in exercise.addresses:
            if link.pattern in self._patterns:
                name, worth = self._patterns[link.pattern]
                points = worth + self._knowledge.points.grades[link.grade]
                yield Point(points, f"{name}: {link.because}", link.sources)

    def _for_regions(self, exercise: ExerciseFacts) -> Iterator[Point]:
        points = self._knowledge.points
        for region in self._marked:
            if region in exercise.regions:
                worth = points.main_region if region == self._main else points.region
                worth = worth if region in exercise.regions[: points.foremost] else points.in_passing
                label = self._knowledge.regions[region].label.lower()
                yield Point(worth, self._knowledge.wording["works_region"].format(region=label))

    def _for_preferences(self, exercise: ExerciseFacts) -> Iterator[Point]:
        for properties, point in self._preferred:
            if any(level.properties & properties for level in exercise.levels):
                yield point


def first_place(knowledge: Knowledge) -> int:
    """Return what an exercise put first counts: more than all other reasons together could come to."""
    points = knowledge.points
    pattern = max(points.likely, points.possible, points.aim) + max(points.grades.values())
    region = max(points.main_region, points.region, points.in_passing)
    most = (
        pattern * len(knowledge.patterns),
        region * len(knowledge.regions),
        points.goal * len(knowledge.questions["goals"].choices),
        points.preferred * len(knowledge.ranking),
        points.general,
    )
    return 1 + sum(most)


def strength(likelihood: Likelihood, aim: bool, points: Points) -> int:
    """Return what a pattern counts before the grade of the evidence: by how likely it is, or because it is her aim."""
    by_likelihood = {"likely": points.likely, "possible": points.possible}.get(likelihood, 0)
    return max(by_likelihood, points.aim if aim else 0)


def _decision(rule: RankingRule, person: Person) -> Decision:
    return of_rule("ranking", rule, True, f"prefer: {rule.advice}", person)


def _order_decisions(ranked: list[Ranked]) -> Iterator[Decision]:
    for item in ranked:
        for reason in item.reasons:
            yield Decision("ranking", item.exercise, True, f"+{reason.points}", reason.because, reason.sources)
