"""Building the graph from the knowledge: nothing in it has a file of its own but weeks and muscle groups."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, permutations
from types import MappingProxyType

from ..knowledge import Knowledge
from ..model import ExerciseFacts, Guide, Level
from ..source import SourceError
from . import people
from .file import GraphFile, MuscleGroup, read
from .types import Edge, Graph, Node, exercise_id, level_id

LINK = re.compile(r"\[(?P<name>[^\]]+)\]\(/(?:exercises|conditions|safety)/(?P<slug>[a-z0-9-]+)/?\)")
"""How a guide links to another guide."""


def graph(knowledge: Knowledge) -> Graph:
    """Return the whole graph of exercises: nodes and typed edges, each with the file it is from.

    What cannot be used, such as a link to a guide that is not there, is left out and named in `ignored`.
    """
    file, broken = _file(knowledge)
    nodes = {node.id: node for node in (*_nodes(knowledge, file), *people.nodes(knowledge))}
    edges = (*_edges(knowledge, file), *_swaps(knowledge))
    astray = tuple(link for guide in knowledge.guides.values() for link in _astray(guide, knowledge))
    return Graph(MappingProxyType(nodes), edges, (*broken, *_nowhere(knowledge, file), *astray), file)


def _file(knowledge: Knowledge) -> tuple[GraphFile, tuple[str, ...]]:
    try:
        return read(knowledge), ()
    except SourceError as error:
        return GraphFile(), tuple(map(str, error.problems))


# -------------------------------------------------------------------- nodes
def _nodes(knowledge: Knowledge, file: GraphFile) -> Iterator[Node]:
    for exercise in knowledge.exercises.values():
        slug = exercise.slug
        yield Node(exercise_id(slug), "exercise", slug, exercise.at, exercise.name)
        for level in exercise.levels:
            yield Node(level_id(slug, level.id), "level", level.id, level.at, level.title, level.demand, slug)
    for group in file.muscles:
        yield Node(f"muscle:{group.id}", "muscle", group.id, f"{knowledge.root.name}/graph.yaml", group.name)
    yield from _aims(knowledge)
    equipment = knowledge.questions["equipment"]
    for option, label in equipment.choices.items():
        yield Node(f"equipment:{option}", "equipment", option, equipment.at, label)
    for prop in knowledge.properties.values():
        at = prop.at or f"{knowledge.root.name}/vocabulary.yaml"
        yield Node(f"property:{prop.id}", "property", prop.id, at, prop.label)


def _aims(knowledge: Knowledge) -> Iterator[Node]:
    for pattern in knowledge.patterns.values():
        yield Node(f"pattern:{pattern.id}", "pattern", pattern.id, pattern.at, pattern.name)
    for guide in knowledge.guides.values():
        if guide.kind == "condition":
            yield Node(f"condition:{guide.slug}", "condition", guide.slug, guide.at, guide.title)


# -------------------------------------------------------------------- edges
def _edges(knowledge: Knowledge, file: GraphFile) -> Iterator[Edge]:
    for exercise in knowledge.exercises.values():
        yield from _trains(exercise, file)
        yield from _of_exercise(exercise)
        for level in exercise.levels:
            yield from _of_level(exercise.slug, level, knowledge)
    for guide in knowledge.guides.values():
        yield from _related(guide, knowledge)


def _trains(exercise: ExerciseFacts, file: GraphFile) -> Iterator[Edge]:
    stretched = exercise.group in file.stretches
    for muscle in exercise.muscles:
        for group in _groups_of(muscle.name, file):
            yield Edge(
                "trains",
                exercise_id(exercise.slug),
                f"muscle:{group.id}",
                muscle.at or exercise.at,
                sources=muscle.sources,
                role="stretched" if stretched else muscle.role,
                measured=muscle.measured,
                words=muscle.name,
            )


def _groups_of(muscle: str, file: GraphFile) -> list[MuscleGroup]:
    return [group for group in file.muscles if group.holds(muscle)]


def _of_exercise(exercise: ExerciseFacts) -> Iterator[Edge]:
    here = exercise_id(exercise.slug)
    for item in exercise.addresses:
        target, at = f"pattern:{item.pattern}", item.at or exercise.at
        yield Edge("helps_with", here, target, at, item.because, item.sources, grade=item.grade)
    for level in exercise.levels:
        yield Edge("has_level", here, level_id(exercise.slug, level.id), level.at)
    for lower, higher in pairwise(exercise.levels):
        below, above = level_id(exercise.slug, lower.id), level_id(exercise.slug, higher.id)
        yield Edge("progresses_to", below, above, lower.at, sources=lower.sources, test=lower.move_on)
        yield Edge("drops_back_to", above, below, higher.at, sources=higher.sources, test=higher.drop_back)


def _of_level(exercise: str, level: Level, knowledge: Knowledge) -> Iterator[Edge]:
    here = level_id(exercise, level.id)
    for need in level.needs:
        yield Edge("needs", here, f"equipment:{need}", level.at, because=level.substitutes)
    for prop in sorted(level.properties):
        yield Edge("asks", here, f"property:{prop}", level.at, sources=knowledge.properties[prop].sources)
    yield from people.edges(here, level, knowledge)


def _swaps(knowledge: Knowledge) -> Iterator[Edge]:
    """Yield the swaps: within a kind of exercise, between levels that demand the same."""
    for group in knowledge.groups.values():
        listed = [knowledge.exercises[slug] for slug in group.exercises]
        for one, other in permutations(listed, 2):
            at_demand: Mapping[int, Level] = {level.demand: level for level in other.levels}
            for level in one.levels:
                if same := at_demand.get(level.demand):
                    here, there = level_id(one.slug, level.id), level_id(other.slug, same.id)
                    yield Edge("swaps_with", here, there, group.at, group.name, test=level.move_on)


def _related(guide: Guide, knowledge: Knowledge) -> Iterator[Edge]:
    """Yield the edges of a guide's Related links; a link to a safety guide is none."""
    for slug in _links(guide):
        target = knowledge.guides.get(slug)
        if target is not None and target.kind != "safety":
            yield Edge("related_to", f"{guide.kind}:{guide.slug}", f"{target.kind}:{target.slug}", guide.at)


def _links(guide: Guide) -> Iterator[str]:
    sections = () if guide.kind == "safety" else ("Related Exercises", "Related Conditions")
    for section in filter(None, map(guide.section, sections)):
        yield from (match["slug"] for match in LINK.finditer(section.markdown))


# ------------------------------------------------------------------ ignored
def _astray(guide: Guide, knowledge: Knowledge) -> Iterator[str]:
    for slug in _links(guide):
        if slug not in knowledge.guides:
            yield f"{guide.at}: a link leads to '{slug}', which is no guide"


def _nowhere(knowledge: Knowledge, file: GraphFile) -> Iterator[str]:
    for exercise in knowledge.exercises.values() if file.muscles else ():
        for muscle in exercise.muscles:
            if not _groups_of(muscle.name, file):
                yield f"{muscle.at or exercise.at}: muscle '{muscle.name}' is in no group: add a word to graph.yaml"
