"""Programme for a table of people: what is chosen for each, exactly as one by one."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ..knowledge import Knowledge
from ..model import DoseRule, Level
from ..stages.programme import SECONDS, at_least, concerns, work
from .levels import NO_LEVEL, Rungs, highest
from .pairs import Bools, Numbers
from .ranking import places
from .reader import Reader
from .regions import not_said_where


class Programme(NamedTuple):
    """For each place in a plan and each person: the level's place among all levels, or -1; and its sets."""

    levels: Numbers
    sets: Numbers


class _Candidates(NamedTuple):
    """What could be prescribed, best first: levels (-1 where there are no more), sets, and seconds."""

    number: Numbers
    levels: Numbers
    sets: Numbers
    seconds: Numbers


def choose(startable: Bools, scores: Numbers, marked: Numbers, reader: Reader) -> Programme:
    """Return everybody's plan as it would be if no plan were closed."""
    minutes = _minutes(reader)
    fitting = highest(startable & _fits(minutes, reader), reader.knowledge)
    useful, place = scores >= reader.knowledge.points.relevant_from, places(scores, reader.knowledge)
    _exchange(fitting, useful, place, reader)
    number, levels = _sift(fitting, useful, np.argsort(place.T, axis=1), reader.knowledge)
    sets, seconds = _doses(levels, marked, reader)
    return _fit(_Candidates(number, levels, sets, seconds), minutes * SECONDS, reader.knowledge)


# ------------------------------------------------------------------ her means
def _minutes(reader: Reader) -> Numbers:
    shape, question = reader.knowledge.shape, reader.knowledge.questions["minutes"]
    by_option = [shape.minutes[option] for option in (*question.choices, shape.default_minutes)]
    found: Numbers = np.array(by_option)[reader.option("minutes")]  # no answer is -1: the last, the usual
    return found


def _fits(minutes: Numbers, reader: Reader) -> Bools:
    """Return, for each level and person, whether it fits what she has."""
    levels = reader.knowledge.derived(Rungs).levels
    here, equipment, dislikes = _places(reader), reader.chosen("equipment"), reader.chosen("dislikes")
    at_most = reader.knowledge.shape.longest_share * minutes * SECONDS
    return np.array([_fits_her(level, here, equipment, dislikes, at_most, reader.knowledge) for level in levels])


def _fits_her(
    level: Level,
    here: Mapping[str, Bools],
    equipment: Mapping[str, Bools],
    dislikes: Mapping[str, Bools],
    at_most: Numbers,
    knowledge: Knowledge,
) -> Bools:
    fits = level.seconds // level.dose.sets[0] <= at_most
    fits &= np.logical_or.reduce([here[place] for place in level.movement["place"]])
    for need in level.needs:
        fits &= equipment[need]
    for name, ticked in dislikes.items():
        if concerns(name, level, knowledge):
            fits &= ~ticked
    return fits


def _places(reader: Reader) -> dict[str, Bools]:
    """Return, for each place of the movement axes, who can train there."""
    shape, ticked = reader.knowledge.shape, reader.chosen("place")
    said = np.logical_or.reduce(list(ticked.values()))
    axis = next(axis for axis in reader.knowledge.vocabulary.axes if axis.id == "place")
    found = {value.id: np.zeros(reader.people.size, bool) for value in axis.values}
    for option, chosen in ticked.items():
        for place in shape.places[option]:
            found[place] |= chosen
    for place in shape.places[shape.default_place]:
        found[place] |= ~said
    return found


# -------------------------------------------------------------------- sifting
def _exchange(fitting: Numbers, useful: Bools, place: Numbers, reader: Reader) -> None:
    """Put exercises in the place of others, where an overlay says so and both could be given."""
    slugs = list(reader.knowledge.exercises)
    able = fitting >= 0
    for item in reader.knowledge.adjustments.exchanges:
        old, new = slugs.index(item.exercise), slugs.index(item.instead)
        acts = able[old] & able[new] & reader.truth(item.when).true
        useful[new] |= acts & useful[old]
        place[new] = np.where(acts, np.minimum(place[new], place[old]), place[new])
        fitting[old, acts] = NO_LEVEL


def _sift(fitting: Numbers, useful: Bools, order: Numbers, knowledge: Knowledge) -> tuple[Numbers, Numbers]:
    """Return how many candidates each person has, and their levels, best first and one of a group."""
    exercises = knowledge.derived(Rungs).exercises
    places = {name: i for i, name in enumerate(knowledge.groups)}
    group_of = np.array([places[exercise.group] for exercise in exercises])
    size = fitting.shape[1]
    taken = np.zeros((size, len(places)), bool)
    found = np.full((size, len(places)), NO_LEVEL, np.int16)
    count, people = np.zeros(size, np.intp), np.arange(size)
    for place in range(len(exercises)):
        exercise = order[:, place]
        level, group = fitting[exercise, people], group_of[exercise]
        needed = useful[exercise, people]
        picked = np.flatnonzero((level >= 0) & (needed | (count < at_least(knowledge))) & ~taken[people, group])
        taken[picked, group[picked]] = True
        found[picked, count[picked]] = level[picked]
        count[picked] += 1
    return count, np.ascontiguousarray(found[:, : max(1, count.max(initial=0))].T)


# ---------------------------------------------------------------------- doses
def _doses(levels: Numbers, marked: Numbers, reader: Reader) -> tuple[Numbers, Numbers]:
    """Return the sets and the seconds of each candidate."""
    rungs = reader.knowledge.derived(Rungs)
    sets, other_work = _changed(levels, reader)
    for rule in reader.knowledge.dose_rules:
        live = reader.truth(rule.when).live
        if live.any():
            sets = np.where(live & _in_scope(rule, rungs.regions[levels], marked, reader), _fewer(sets, rule), sets)
    works = np.array([work(level.dose) for level in rungs.levels])[levels]
    seconds = np.array([level.seconds for level in rungs.levels])[levels] * (sets * other_work) // works
    return sets, np.where(levels == NO_LEVEL, 0, seconds)


def _changed(levels: Numbers, reader: Reader) -> tuple[Numbers, Numbers]:
    """Return the sets of each candidate before rules make them fewer, and the work in one set: repetitions, holds."""
    rungs = reader.knowledge.derived(Rungs)
    own = [level.dose for level in rungs.levels]
    sets = np.array([dose.sets[0] for dose in own])[levels]
    one_set = np.array([work(dose) // dose.sets[0] for dose in own])[levels]
    for number, level in enumerate(rungs.levels):
        dose = level.dose
        for change in reader.knowledge.adjustments.doses:
            if change.mark in level.properties:
                dose = dose.model_copy(update=change.dose.given)
                acts = (levels == number) & reader.truth(change.when).true
                sets = np.where(acts, dose.sets[0], sets)
                one_set = np.where(acts, work(dose) // dose.sets[0], one_set)
    return sets, one_set


def _in_scope(rule: DoseRule, regions: Numbers, marked: Numbers, reader: Reader) -> Bools:
    if rule.scope == "plan":
        return np.ones(regions.shape, bool)
    found: Bools = not_said_where(marked, reader.knowledge) | ((regions & marked) != 0)
    return found


def _fewer(sets: Numbers, rule: DoseRule) -> Numbers:
    if rule.volume == "half":
        sets = np.maximum(1, sets // 2)
    return sets if rule.sets_at_most is None else np.minimum(sets, rule.sets_at_most)


# -------------------------------------------------------------------- fitting
def _fit(found: _Candidates, budget: Numbers, knowledge: Knowledge) -> Programme:
    """Return the best few that fit the seconds, as `stages.programme.fit` does one by one."""
    most, least = int(knowledge.shape.exercises.at_most or 5), at_least(knowledge)
    slots = np.arange(len(found.levels))[:, None]
    whole = _how_many(found, budget, most, least)
    one_set = found.seconds // found.sets
    few = np.minimum(least, found.number)
    fewer_sets = np.where(slots < few, one_set, 0).sum(axis=0) <= budget
    taken = np.where(whole >= 0, slots < whole, np.where(fewer_sets, slots < few, False))
    left = np.flatnonzero((whole < 0) & ~fewer_sets)
    taken[:, left] = _within(one_set[:, left], found.number[left], budget[left], least)
    sets = np.where(whole >= 0, found.sets, 1)
    return Programme(_packed(found.levels, taken, NO_LEVEL, most), _packed(sets, taken, 0, most))


def _how_many(found: _Candidates, budget: Numbers, most: int, least: int) -> Numbers:
    """Return how many of the first fit with all their sets, or -1."""
    number, total = np.full(len(found.number), -1), np.zeros(len(found.number), found.seconds.dtype)
    fewest, greatest = np.minimum(least, found.number), np.minimum(most, found.number)
    for count in range(most + 1):
        number = np.where((count >= fewest) & (count <= greatest) & (total <= budget), count, number)
        if count < len(found.seconds):
            total = total + found.seconds[count]
    return number


def _within(seconds: Numbers, count: Numbers, budget: Numbers, most: int) -> Bools:
    """Return what fits the seconds, in order, leaving out what is too long for what is left; or else the first."""
    taken, total, number = np.zeros(seconds.shape, bool), np.zeros(seconds.shape[1], seconds.dtype), 0 * count
    for slot, needs in enumerate(seconds):
        taken[slot] = (slot < count) & (number < most) & (total + needs <= budget)
        total, number = total + needs * taken[slot], number + taken[slot]
    taken[0] |= (number == 0) & (count > 0)
    return taken


def _packed(values: Numbers, taken: Bools, nothing: int, most: int) -> Numbers:
    """Return the values that are taken, moved up to the first places."""
    found = np.full((most, values.shape[1]), nothing, np.int16)
    slot = np.cumsum(taken, axis=0) - 1
    slots, people = np.nonzero(taken)
    found[slot[slots, people], people] = values[slots, people]
    return found
