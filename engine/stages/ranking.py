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
    ranked = [_ranked(exercise, patterns, live, person) for exercise in knowledge.exercises.values()]
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


def _ranked(exercise: ExerciseFacts, patterns: Patterns, live: list[RankingRule], person: Person) -> Ranked:
    reasons = (
        *_put_first(exercise, person),
        *_for_patterns(exercise, patterns, person.knowledge),
        *_for_regions(exercise, person),
        *_for_goals(exercise, person),
        *_for_preferences(exercise, live, person.knowledge),
        *_for_everyone(exercise, person.knowledge),
    )
    points = sum(reason.points for reason in reasons)
    ordered = tuple(sorted(reasons, key=lambda x: (-x.points, x.because)))
    return Ranked(exercise.slug, points, points >= person.knowledge.points.relevant_from, ordered)


def _put_first(exercise: ExerciseFacts, person: Person) -> Iterator[Point]:
    """Yield the reason of an overlay that puts an exercise first."""
    for item in person.knowledge.adjustments.additions:
        if item.exercise == exercise.slug and person.truth(item.when) is True:
            yield Point(person.knowledge.derived(first_place), item.because, item.sources)


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


def _for_patterns(exercise: ExerciseFacts, patterns: Patterns, knowledge: Knowledge) -> Iterator[Point]:
    results = {result.pattern: result for result in patterns.results}
    for link in exercise.addresses:
        result = results[link.pattern]
        if worth := strength(result.likelihood, result.aim, knowledge.points):
            points = worth + knowledge.points.grades[link.grade]
            yield Point(points, f"{results[link.pattern].name}: {link.because}", link.sources)


def strength(likelihood: Likelihood, aim: bool, points: Points) -> int:
    """Return what a pattern counts before the grade of the evidence: by how likely it is, or because it is her aim."""
    by_likelihood = {"likely": points.likely, "possible": points.possible}.get(likelihood, 0)
    return max(by_likelihood, points.aim if aim else 0)


def _for_regions(exercise: ExerciseFacts, person: Person) -> Iterator[Point]:
    marked = [region for region in person.chosen("regions") if region in exercise.regions]
    main = person.value("main_region") or next(iter(person.chosen("regions")), None)
    points = person.knowledge.points
    for region in marked:
        worth = points.main_region if region == main else points.region
        worth = worth if region in exercise.regions[: points.foremost] else points.in_passing
        label = person.knowledge.regions[region].label.lower()
        yield Point(worth, person.knowledge.wording["works_region"].format(region=label))


def _for_goals(exercise: ExerciseFacts, person: Person) -> Iterator[Point]:
    goals = person.knowledge.questions["goals"].choices
    for goal in person.chosen("goals"):
        if goal in exercise.goals:
            yield Point(
                person.knowledge.points.goal,
                person.knowledge.wording["serves_goal"].format(goal=goals[goal].lower()),
            )


def _for_preferences(exercise: ExerciseFacts, live: list[RankingRule], knowledge: Knowledge) -> Iterator[Point]:
    carried = frozenset().union(*(level.properties for level in exercise.levels))
    for rule in live:
        if rule.for_ != "all" and carried & set(rule.for_):
            yield Point(knowledge.points.preferred, rule.because, rule.sources)


def _for_everyone(exercise: ExerciseFacts, knowledge: Knowledge) -> Iterator[Point]:
    """Yield the point that breaks ties when a plan is filled up: strength for the large muscles."""
    if knowledge.groups[exercise.group].large_muscles:
        yield Point(knowledge.points.general, knowledge.wording["general_strength"], knowledge.points.sources)


def _decision(rule: RankingRule, person: Person) -> Decision:
    return of_rule("ranking", rule, True, f"prefer: {rule.advice}", person)


def _order_decisions(ranked: list[Ranked]) -> Iterator[Decision]:
    for item in ranked:
        for reason in item.reasons:
            yield Decision("ranking", item.exercise, True, f"+{reason.points}", reason.because, reason.sources)
