"""data/graph.yaml: how long a step may take, and which muscles belong together."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from .. import names
from ..knowledge import Knowledge
from ..model import Confidence, Demand, Entry, Id, Prose, When
from ..source import Document, Problem, SourceError, read_yaml

FILE = Path("graph.yaml")
Weeks = Annotated[int, Field(ge=1, le=52)]


class StepWeeks(Entry):
    """The weeks at a level of one demand before the next, from the fewest to the most that are plausible."""

    demand: Demand
    at_least: Weeks
    at_most: Weeks


class Slower(Entry):
    """The fewest weeks at any level while a condition is true or unknown."""

    when: When
    at_least: Weeks
    because: Prose
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class StepTimes(Entry):
    """How long steps may take: a guess, with what it rests on."""

    because: Prose
    refs: tuple[str, ...] = ()
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    confidence: Confidence
    steps: tuple[StepWeeks, ...]
    slower: tuple[Slower, ...] = ()


class MuscleGroup(Entry):
    """Muscles that the map shows as one, and the words in a guide that name them."""

    id: Id
    name: Prose
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    exactly: tuple[str, ...] = ()

    def holds(self, muscle: str) -> bool:
        """Return whether a muscle, as a guide names it, belongs here."""
        return muscle in self.exactly or any(word in muscle for word in self.words)


class GraphFile(Entry):
    """What the map of exercises knows beyond the guides."""

    weeks: StepTimes | None = None
    minutes: tuple[Annotated[int, Field(ge=1)], ...] = ()
    stretches: tuple[Id, ...] = ()
    muscles: tuple[MuscleGroup, ...] = ()


def read(knowledge: Knowledge) -> GraphFile:
    """Return the file, typed.

    Raises:
        SourceError: it is missing, not of the right shape, or names what does not exist.
    """
    document = read_yaml(knowledge.root / FILE, f"{knowledge.root.name}/{FILE}")
    try:
        file = GraphFile.model_validate(document.value)
    except ValidationError as error:
        found = [Problem(document.where(item["loc"]), item["msg"]) for item in error.errors()]
        raise SourceError(found) from error
    if wrong := [*_misnamed(document, knowledge), *_bad_steps(file, document, knowledge)]:
        raise SourceError(wrong)
    return file


def _misnamed(document: Document, knowledge: Knowledge) -> Iterator[Problem]:
    parts = {name: getattr(knowledge, name) for name in _PARTS}
    weeks = document.value.get("weeks", {})
    entries: list[tuple[Document, tuple[str | int, ...], Any]] = [(document, ("weeks",), weeks)]
    entries += [(document, ("weeks", "slower", i), raw) for i, raw in enumerate(weeks.get("slower", ()))]
    yield from names.problems(entries, parts)


_PARTS = ("vocabulary", "sources", "patterns", "advice", "facts", "questions", "self_tests")


def _bad_steps(file: GraphFile, document: Document, knowledge: Knowledge) -> Iterator[Problem]:
    given = {step.demand for step in file.weeks.steps} if file.weeks else set()
    used = {level.demand for exercise in knowledge.exercises.values() for level in exercise.levels[:-1]}
    for demand in sorted(used - given):
        yield Problem(document.where(("weeks",)), f"demand {demand} has no weeks: say how long a step from it may take")
    for name in (x for x in file.stretches if x not in knowledge.groups):
        yield Problem(document.where(("stretches",)), f"no kind '{name}'{names.did_you_mean(name, knowledge.groups)}")
    for i, step in enumerate(file.weeks.steps if file.weeks else ()):
        if step.at_least > step.at_most:
            yield Problem(document.where(("weeks", "steps", i)), "at_least is more than at_most")
