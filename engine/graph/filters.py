"""Filters of the map: each narrows, and all that are set must hold."""

from dataclasses import dataclass

from ..knowledge import Knowledge
from ..model import ExerciseFacts, Level
from .types import TRAINING, Graph, exercise_id

LevelKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MapFilter:
    """What is wanted of a level; empty is anything. `equipment` is all that she has; the option for nothing is none."""

    pattern: str = ""
    muscle: str = ""
    region: str = ""
    equipment: tuple[str, ...] = ()
    place: str = ""
    minutes: int = 0
    stage: str = ""
    safe: bool = False

    @property
    def count(self) -> int:
        """How many filters are set."""
        return sum(bool(getattr(self, name)) for name in self.__slots__)


def fitting_levels(
    found: Graph,
    knowledge: Knowledge,
    wish: MapFilter,
    at_stage: frozenset[LevelKey] = frozenset(),
    hers: frozenset[LevelKey] = frozenset(),
) -> frozenset[LevelKey]:
    """Return the levels that fit a filter.

    Args:
        found: the graph.
        knowledge: what `load` returned.
        wish: the filter.
        at_stage: the levels that are safe at the life stage it names; asked only if it names one.
        hers: the levels that are safe for her; asked only if it wants what is safe.
    """
    if not wish.count:
        return frozenset((exercise.slug, x.id) for exercise in knowledge.exercises.values() for x in exercise.levels)
    return frozenset(
        (exercise.slug, level.id)
        for exercise in knowledge.exercises.values()
        if _exercise_fits(found, exercise, wish)
        for level in exercise.levels
        if _level_fits(level, wish)
        and (not wish.stage or (exercise.slug, level.id) in at_stage)
        and (not wish.safe or (exercise.slug, level.id) in hers)
    )


def _exercise_fits(found: Graph, exercise: ExerciseFacts, wish: MapFilter) -> bool:
    """Whether an exercise is for a pattern, and trains a muscle as its main work or as a help."""
    trained = found.from_(exercise_id(exercise.slug), "trains")
    muscles = {found.nodes[edge.target].name for edge in trained if edge.role in TRAINING}
    patterns = {item.pattern for item in exercise.addresses}
    return (not wish.muscle or wish.muscle in muscles) and (not wish.pattern or wish.pattern in patterns)


def _level_fits(level: Level, wish: MapFilter) -> bool:
    return (
        (not wish.region or wish.region in level.regions)
        and (not wish.equipment or set(level.needs) <= set(wish.equipment))
        and (not wish.place or wish.place in level.movement["place"])
        and (not wish.minutes or level.seconds <= 60 * wish.minutes)
    )
