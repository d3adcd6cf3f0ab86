"""Ranking for a table of people: the points of each exercise."""

import numpy as np

from ..gist import Worth
from ..knowledge import Knowledge
from ..stages.ranking import first_place
from .levels import Rungs
from .pairs import Bools, Numbers, Pair
from .patterns import LIKELY, POSSIBLE
from .reader import Reader


def points(truths: dict[str, Pair], likelihoods: dict[str, Numbers], reader: Reader) -> Numbers:
    """Return the points of each exercise for each person, from the truths of the rules of ranking by id."""
    return _Points(reader).all(truths, likelihoods)


class _Points:
    """The points, added up reason by reason."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._knowledge = reader, reader.knowledge
        self._worth = self._knowledge.derived(Worth)
        exercises = self._knowledge.derived(Rungs).exercises
        self._place = {exercise.slug: i for i, exercise in enumerate(exercises)}
        self._points = np.zeros((len(exercises), reader.people.size), np.int32)

    def all(self, truths: dict[str, Pair], likelihoods: dict[str, Numbers]) -> Numbers:
        """Add everything up."""
        for slug, general in self._worth.general.items():
            self._points[self._place[slug]] += general
        self._for_patterns(likelihoods)
        self._for_regions()
        self._for_goals()
        for rule in self._knowledge.ranking:
            if rule.for_ != "all":
                for slug in self._worth.preferred[rule.id]:
                    self._add(slug, self._knowledge.points.preferred, truths[rule.id].true)
        for item in self._knowledge.adjustments.additions:
            self._add(item.exercise, self._knowledge.derived(first_place), truths[item.id].true)
        return self._points

    def _add(self, slug: str, worth: int, where: Bools) -> None:
        self._points[self._place[slug]] += worth * where

    def _for_patterns(self, likelihoods: dict[str, Numbers]) -> None:
        told = self._reader.chosen("patterns_told")
        for name, pattern in self._knowledge.patterns.items():
            aim = told.get(pattern.told or "")
            strength = _strength(likelihoods[name], aim, self._knowledge)
            for slug, grade in self._worth.addressing.get(name, ()):
                self._points[self._place[slug]] += np.where(strength != 0, strength + grade, 0)

    def _for_regions(self) -> None:
        worth = self._knowledge.points
        main = self._main_region()
        for region, ticked in self._reader.chosen("regions").items():
            foremost = np.where(main == region, worth.main_region, worth.region)
            for slug, is_foremost in self._worth.working.get(region, ()):
                self._points[self._place[slug]] += (foremost if is_foremost else worth.in_passing) * ticked

    def _main_region(self) -> Numbers:
        """Return the name of the region that bothers each most: as she says, or else the first that she marked."""
        said = _names("main_region", self._reader.option("main_region"), self._knowledge)
        first = _names("regions", self._reader.first("regions"), self._knowledge)
        return np.where(said == "", first, said)

    def _for_goals(self) -> None:
        for goal, ticked in self._reader.chosen("goals").items():
            for slug in self._worth.serving.get(goal, ()):
                self._add(slug, self._knowledge.points.goal, ticked)


def _names(question: str, places: Numbers, knowledge: Knowledge) -> Numbers:
    names = np.array([*knowledge.questions[question].choices, "", ""])  # "not sure", and -1 for none, name nothing
    found: Numbers = names[places]
    return found


def _strength(likelihood: Numbers, aim: Bools | None, knowledge: Knowledge) -> Numbers:
    """Return what a pattern counts before the grade of the evidence: by how likely it is, or because it is her aim."""
    worth = knowledge.points
    found = np.select([likelihood == LIKELY, likelihood == POSSIBLE], [worth.likely, worth.possible], 0)
    best: Numbers = np.maximum(found, 0 if aim is None else worth.aim * aim)
    return best


def places(scores: Numbers, knowledge: Knowledge) -> Numbers:
    """Return a number for each exercise and person, the less the more useful it is to her; no two are the same."""
    rungs = knowledge.derived(Rungs)
    usual = np.array([knowledge.usual_order[exercise.slug] for exercise in rungs.exercises], np.int64)
    found: Numbers = usual[:, None] - scores * np.int64(len(usual))
    return found
