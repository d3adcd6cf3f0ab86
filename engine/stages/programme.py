"""Programme: three to five exercises, doses and a week, fitted to minutes, equipment, place and days; exact."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod
from typing import Protocol, TypeVar

from ..adjustments import Exchange
from ..knowledge import Knowledge
from ..model import Dose, DoseRule, ExerciseFacts, Level
from ..person import Person
from ..results import (
    Decision,
    Facts,
    Fate,
    Fated,
    Ladder,
    Levels,
    Point,
    Prescribed,
    Programme,
    Ranked,
    Ranking,
    Reason,
    Record,
    Session,
    Triage,
    of_adjustments,
    of_rule,
    told,
)
from ..truth import Truth

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Means:
    """What she has: equipment, places, dislikes, minutes and days."""

    equipment: frozenset[str]
    places: frozenset[str]
    dislikes: tuple[str, ...]
    minutes: int
    days: tuple[str, ...]
    left_out: frozenset[str]


def run(
    facts: Facts,
    triage: Triage,
    ranking: Ranking,
    levels: Levels,
    left_out: frozenset[str],
    knowledge: Knowledge,
) -> Programme:
    """Return the plan, and what became of every exercise that is not in it; a closed plan has no exercise."""
    person = facts.person
    means = means_of(person, left_out)
    if triage.closed:
        others = tuple(_closed(item, triage, knowledge) for item in ranking.order)
        return Programme((), others, (), means.minutes, Record(lambda: map(_fate_decision, others)))
    candidates, fates = _sift(ranking, levels, means, person)
    chosen = fit(candidates, means.minutes, knowledge)
    taken = {item.exercise for item in chosen}
    spare = tuple(_outranked(item, knowledge) for item in candidates if item.exercise not in taken)
    others = tuple(sorted((*fates, *spare), key=lambda x: (x.fate, x.exercise)))
    decisions = Record(lambda: (*_dose_decisions(person), *map(_choice_decision, chosen), *map(_fate_decision, others)))
    return Programme(chosen, others, _week(chosen, means), means.minutes, decisions)


def means_of(person: Person, left_out: frozenset[str]) -> Means:
    """Return what she has, with the usual where she did not say."""
    shape = person.knowledge.shape
    places = person.chosen("place") or (shape.default_place,)
    return Means(
        equipment=frozenset(person.chosen("equipment")),
        places=frozenset(x for place in places for x in shape.places[place]),
        dislikes=person.chosen("dislikes"),
        minutes=shape.minutes[person.value("minutes") or shape.default_minutes],
        days=shape.days[person.value("days") or shape.default_days],
        left_out=left_out,
    )


# ------------------------------------------------------------------ sifting
def _sift(
    ranking: Ranking, levels: Levels, means: Means, person: Person
) -> tuple[tuple[Prescribed, ...], tuple[Fated, ...]]:
    """Return what could be prescribed, best first and one of a group, and the fate of everything else."""
    fitting: list[Prescribed] = []
    fates: list[Fated] = []
    groups: dict[str, str] = {}
    doses = Doses(person)
    exercises = person.knowledge.exercises
    best = {slug: _best_level(exercises[slug], ladder, means, person) for slug, ladder in levels.ladders.items()}
    exchanges = exchanged(person, lambda slug: best[slug] is not None)
    gone = {item.exercise: item for item in exchanges}
    for item in _in_places(ranking.order, exchanges, person.knowledge):
        exercise = person.knowledge.exercises[item.exercise]
        ladder = levels.ladders[item.exercise]
        found = best[item.exercise]
        if ladder.start is None:
            fates.append(Fated(exercise.slug, exercise.name, "held_back", _why_held(ladder)))
        elif exercise.slug in gone:
            fates.append(_exchanged_fate(exercise, gone[exercise.slug], person.knowledge))
        elif not item.relevant and len(fitting) >= at_least(person.knowledge):
            fates.append(_fate(exercise, "not_relevant", "not-relevant", "not_relevant", person.knowledge))
        elif exercise.slug in means.left_out:
            fates.append(_fate(exercise, "in_reserve", "left-out", "left_out", person.knowledge))
        elif found is None:
            fates.append(Fated(exercise.slug, exercise.name, "in_reserve", _misfits(exercise, ladder, means, person)))
        elif exercise.group in groups:
            other = person.knowledge.exercises[groups[exercise.group]].name.lower()
            fates.append(_fate(exercise, "in_reserve", "same-kind", "same_kind", person.knowledge, other=other))
        else:
            groups[exercise.group] = exercise.slug
            fitting.append(_prescribe(exercise, found, ladder, item, doses))
    return tuple(fitting), tuple(fates)


def exchanged(person: Person, able: Callable[[str], bool]) -> tuple[Exchange, ...]:
    """Return the exchanges of an overlay that act for her: true of her, and both exercises could be given."""
    found = person.knowledge.adjustments.exchanges
    live = (x for x in found if able(x.exercise) and able(x.instead) and person.truth(x.when) is True)
    return tuple(live)


Place = tuple[bool, int, int]


def places(points: Mapping[str, int], exchanges: Iterable[Exchange], knowledge: Knowledge) -> dict[str, Place]:
    """Return the place of each exercise, the first the least: useful ones first, then by points and usual order.

    An exercise in place of another comes where that one came, unless it came earlier by itself.
    """
    worth, order = knowledge.points.relevant_from, knowledge.usual_order
    found = {slug: (count < worth, -count, order[slug]) for slug, count in points.items()}
    for x in exchanges:
        found[x.instead] = min(found[x.instead], found[x.exercise])
    return found


def _in_places(order: Iterable[Ranked], exchanges: Iterable[Exchange], knowledge: Knowledge) -> tuple[Ranked, ...]:
    """Return the exercises by their places, with the reason of those that come in place of another."""
    found = {item.exercise: item for item in order}
    place = places({slug: item.points for slug, item in found.items()}, exchanges, knowledge)
    for x in exchanges:
        item = found[x.instead]
        reasons = (Point(0, x.because, x.sources), *item.reasons)
        found[x.instead] = Ranked(item.exercise, item.points, not place[x.instead][0], reasons)
    return tuple(sorted(found.values(), key=lambda item: place[item.exercise]))


def _exchanged_fate(exercise: ExerciseFacts, exchange: Exchange, knowledge: Knowledge) -> Fated:
    other = knowledge.exercises[exchange.instead].name.lower()
    words = knowledge.wording["exchanged"].format(other=other, because=exchange.because)
    return Fated(exercise.slug, exercise.name, "in_reserve", (Reason(exchange.id, words, sources=exchange.sources),))


def _best_level(exercise: ExerciseFacts, ladder: Ladder, means: Means, person: Person) -> Level | None:
    """Return the highest level that may be a start and fits what she has; none of what she left out."""
    if exercise.slug in means.left_out or ladder.start is None:
        return None
    rungs = zip(reversed(exercise.levels), reversed(ladder.rungs), strict=True)
    return next((x for x, rung in rungs if rung.startable and not any(misfits(x, means, person))), None)


def misfits(level: Level, means: Means, person: Person) -> Iterator[str]:
    """Yield what of a level does not fit what she has, in words."""
    wording = person.knowledge.wording
    options = person.knowledge.questions["equipment"].choices
    for need in level.needs:
        if need not in means.equipment:
            yield wording["needs"].format(equipment=options[need].lower())
    if not means.places & set(level.movement["place"]):
        yield wording["wrong_place"]
    if takes_too_long(level, means, person.knowledge):
        yield wording["takes_too_long"]
    for dislike in means.dislikes:
        if concerns(dislike, level, person.knowledge):
            label = person.knowledge.questions["dislikes"].choices[dislike].lower()
            yield wording["disliked"].format(dislike=label)


def takes_too_long(level: Level, means: Means, knowledge: Knowledge) -> bool:
    """Return whether one set of a level takes more than its share of her minutes."""
    return level.seconds // level.dose.sets[0] > knowledge.shape.longest_share * means.minutes * SECONDS


def concerns(dislike: str, level: Level, knowledge: Knowledge) -> bool:
    """Return whether a level is something she would rather not do."""
    fit = knowledge.shape.dislikes[dislike]
    return (
        (fit.place is not None and fit.place in level.movement["place"])
        or (fit.property is not None and fit.property in level.properties)
        or (fit.position is not None and fit.position in level.movement["position"])
        or (fit.equipment is not None and fit.equipment in level.needs)
        or (fit.hold and level.dose.hold_s is not None and level.dose.reps is None)
    )


def _misfits(exercise: ExerciseFacts, ladder: Ladder, means: Means, person: Person) -> tuple[Reason, ...]:
    startable = [level for level in exercise.levels if ladder.rung(level.id).startable]
    words = dict.fromkeys(word for level in startable for word in misfits(level, means, person))
    return tuple(Reason("does-not-fit", word) for word in words)


def _why_held(ladder: Ladder) -> tuple[Reason, ...]:
    """Return the reasons that hold back the easiest rung: what keeps the whole ladder away."""
    seen: dict[str, Reason] = {}
    for rung in ladder.rungs:
        for reason in rung.reasons:
            seen.setdefault(reason.because, reason)
        if seen:
            break
    return tuple(seen.values())


# ----------------------------------------------------------------- choosing
def _prescribe(exercise: ExerciseFacts, level: Level, ladder: Ladder, item: Ranked, doses: "Doses") -> Prescribed:
    rung = ladder.rung(level.id)
    place = [x.id for x in exercise.levels].index(level.id)
    above = exercise.levels[place + 1] if place + 1 < len(exercise.levels) else None
    dose, notes = doses.of(level)
    return Prescribed(
        exercise=exercise.slug,
        name=exercise.name,
        level=level.id,
        title=level.title,
        demand=level.demand,
        dose=dose,
        seconds=seconds_of(level, dose),
        adaptations=rung.adaptations,
        reasons=item.reasons,
        held_by=ladder.rung(above.id).reasons if above else (),
        next_level=above.title if above else None,
        move_on=level.move_on,
        dose_notes=notes,
    )


def seconds_of(level: Level, dose: Dose) -> int:
    """Return how long a level takes in this dose, from its time in the dose of its guide."""
    return level.seconds * work(dose) // work(level.dose)


def work(dose: Dose) -> int:
    """Return what a dose comes to: its sets by its repetitions, holds and minutes."""
    return prod(span[0] for span in (dose.sets, dose.reps, dose.hold_s, dose.minutes) if span)


class Doses:
    """What changes doses for one person, read once for all levels."""

    def __init__(self, person: Person) -> None:
        knowledge = person.knowledge
        self._changes = tuple(x for x in knowledge.adjustments.doses if person.truth(x.when) is True)
        read = ((rule, person.truth(rule.when)) for rule in knowledge.dose_rules)
        self._rules = tuple((rule, _note(rule, truth, knowledge)) for rule, truth in read if truth is not False)
        self._marked = frozenset(person.chosen("regions"))

    def of(self, level: Level) -> tuple[Dose, tuple[Reason, ...]]:
        """Return the dose of a level for her, and why it is another than the level's own."""
        dose = level.dose
        notes = []
        for change in self._changes:
            if change.mark in level.properties:
                dose = dose.model_copy(update=change.dose.given)
                notes.append(Reason(change.id, change.because, sources=change.sources))
        for rule, note in self._rules:
            if self._is_for(rule, level):
                dose = _adjusted(dose, rule.volume == "half", rule.sets_at_most, rule.per_week_at_most)
                notes.append(note)
        return dose, tuple(sorted(notes, key=lambda note: note.rule))

    def _is_for(self, rule: DoseRule, level: Level) -> bool:
        marked = self._marked
        return rule.scope == "plan" or not marked or "whole_body" in marked or bool(marked & set(level.regions))


def _note(rule: DoseRule, truth: Truth, knowledge: Knowledge) -> Reason:
    return Reason(rule.id, told(rule.because, truth, knowledge), truth, ref=rule.ref, sources=rule.sources)


@lru_cache(maxsize=10_000)
def _adjusted(dose: Dose, half: bool, sets_at_most: int | None, per_week_at_most: int | None) -> Dose:
    low, high = dose.sets
    if half:
        low, high = max(1, low // 2), max(1, high // 2)
    if sets_at_most is not None:
        low, high = min(low, sets_at_most), min(high, sets_at_most)
    weekly = tuple(min(x, per_week_at_most or x) for x in dose.per_week)
    return dose.model_copy(update={"sets": (low, high), "per_week": weekly})


class Timed(Protocol):
    """Something with a dose that takes a while; a dataclass, so that its dose can be made smaller."""

    @property
    def seconds(self) -> int: ...
    @property
    def dose(self) -> Dose: ...


Item = TypeVar("Item", bound=Timed)


def fit(candidates: Sequence[Item], minutes: int, knowledge: Knowledge) -> tuple[Item, ...]:
    """Return the best few that fit her minutes: fewer exercises first, then one set each, then the shorter ones."""
    most, least = int(knowledge.shape.exercises.at_most or 5), at_least(knowledge)
    budget = minutes * SECONDS
    for count in range(min(most, len(candidates)), min(least, len(candidates)) - 1, -1):
        if _seconds(candidates[:count]) <= budget:
            return tuple(candidates[:count])
    shorter = tuple(map(_one_set, candidates))
    if _seconds(shorter[:least]) <= budget:
        return shorter[:least]
    return _within(shorter, budget, least) or shorter[:1]


def at_least(knowledge: Knowledge) -> int:
    """Return how many exercises a plan should have at least."""
    return int(knowledge.shape.exercises.at_least or 1)


def _seconds(items: Iterable[Timed]) -> int:
    return sum(item.seconds for item in items)


def _within(items: tuple[Item, ...], budget: int, most: int) -> tuple[Item, ...]:
    """Return the items that fit the seconds, in order, leaving out one that is too long for what is left."""
    taken: list[Item] = []
    for item in items:
        if len(taken) < most and _seconds((*taken, item)) <= budget:
            taken.append(item)
    return tuple(taken)


def _one_set(item: Item) -> Item:
    dose = item.dose.model_copy(update={"sets": (1, 1)})
    return replace(item, dose=dose, seconds=item.seconds // item.dose.sets[0])  # type: ignore[type-var]


def _week(chosen: tuple[Prescribed, ...], means: Means) -> tuple[Session, ...]:
    """Spread each exercise evenly over her days, no oftener than its dose allows."""
    plan: dict[str, list[str]] = {day: [] for day in means.days}
    for item in chosen:
        times = min(len(means.days), item.dose.per_week[1])
        for i in range(times):
            plan[means.days[i * len(means.days) // times]].append(item.exercise)
    return tuple(Session(day, tuple(exercises)) for day, exercises in plan.items() if exercises)


# -------------------------------------------------------------------- fates
def _fate(exercise: ExerciseFacts, fate: Fate, rule: str, template: str, knowledge: Knowledge, **words: str) -> Fated:
    return Fated(exercise.slug, exercise.name, fate, (Reason(rule, knowledge.wording[template].format(**words)),))


def _outranked(item: Prescribed, knowledge: Knowledge) -> Fated:
    return _fate(knowledge.exercises[item.exercise], "in_reserve", "outranked", "outranked", knowledge)


def _closed(item: Ranked, triage: Triage, knowledge: Knowledge) -> Fated:
    flag = next((flag for flag in triage.red_flags if flag.effect in ("closed", "region_closed")), None)
    rule, truth = (flag.rule, flag.truth) if flag else ("contradiction", True)
    reason = Reason(rule, knowledge.wording["plan_closed"], truth)
    return Fated(item.exercise, knowledge.exercises[item.exercise].name, "held_back", (reason,))


def _dose_decisions(person: Person) -> Iterator[Decision]:
    for rule in person.knowledge.dose_rules:
        if (truth := person.truth(rule.when)) is not False:
            yield of_rule("programme", rule, truth, "a smaller dose", person)
    yield from of_adjustments("programme", person)


def _choice_decision(item: Prescribed) -> Decision:
    because = "; ".join(point.because for point in item.reasons[:2])
    return Decision("programme", item.exercise, True, f"chosen: {item.level}", because)


def _fate_decision(item: Fated) -> Decision:
    because = item.reasons[0].because if item.reasons else ""
    sources = item.reasons[0].sources if item.reasons else ()
    return Decision("programme", item.exercise, True, item.fate.replace("_", " "), because, sources)
