"""data/library_coverage.yaml: whom the library is to serve, and the holes that are known."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from . import names
from .answers import AnswersError, check_answers
from .knowledge import Knowledge
from .model import AnswersDiff, Entry, Id, Prose
from .source import Document, Problem, SourceError, read_yaml

FILE = Path("library_coverage.yaml")


class LifeStage(Entry):
    """A model woman: the well woman with nothing but one life stage, and the fact that must then be true."""

    id: Id
    name: Prose
    short: Prose
    fact: Id | None = None
    answers: AnswersDiff


class Place(Entry):
    """Where she can train: places of the movement axes, and the equipment that is there in any case."""

    id: Id
    name: Prose
    short: Prose
    places: Annotated[tuple[Id, ...], Field(min_length=1)]
    needs: tuple[Id, ...] = ()


class Equipment(Entry):
    """What she has."""

    id: Id
    name: Prose
    needs: tuple[Id, ...]


class RegionsOf(Entry):
    """The regions that training for a pattern works."""

    pattern: Id
    regions: Annotated[tuple[Id, ...], Field(min_length=1)]


class Hole(Entry):
    """Cells without a level that are known: right for a reason, or waiting for an exercise. Nothing named is all."""

    patterns: tuple[Id, ...] = ()
    life_stages: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    equipment: tuple[Id, ...] = ()
    minutes: tuple[Id, ...] = ()
    because: Prose
    fill_with: str = ""

    @property
    def named(self) -> tuple[tuple[Id, ...], ...]:
        """What it names, in the order of a cell's key."""
        return self.patterns, self.life_stages, self.places, self.equipment, self.minutes


class LibraryFile(Entry):
    """Everybody whom the library is to serve, and the holes that are known."""

    without: tuple[Id, ...] = ()
    life_stages: tuple[LifeStage, ...]
    places: tuple[Place, ...]
    equipment: tuple[Equipment, ...]
    minutes: tuple[Id, ...]
    regions: tuple[RegionsOf, ...]
    holes: Annotated[tuple[Hole, ...], BeforeValidator(lambda listed: listed or ())] = ()


def read(knowledge: Knowledge) -> tuple[LibraryFile, Document]:
    """Return the file, typed, and its lines.

    Raises:
        SourceError: it is missing, not of the right shape, or names what does not exist.
    """
    document = read_yaml(knowledge.root / FILE, f"{knowledge.root.name}/{FILE}")
    try:
        file = LibraryFile.model_validate(document.value)
    except ValidationError as error:
        found = [Problem(document.where(item["loc"]), f"{_key(item['loc'])}: {item['msg']}") for item in error.errors()]
        raise SourceError(found) from error
    if wrong := list(_misnamed(file, document, knowledge)):
        raise SourceError(wrong)
    return file, document


def _key(path: tuple[int | str, ...]) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), FILE.name)


# -------------------------------------------------------------------- names
def _misnamed(file: LibraryFile, document: Document, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what must be mended before anything can be counted."""
    parts = {name: getattr(knowledge, name) for name in _PARTS}
    yield from names.problems([(document, (), document.value)], parts)
    for path, what, given, known in _named(file, knowledge):
        for name in (name for name in given if name not in known):
            yield Problem(document.where(path), f"no {what} '{name}'{names.did_you_mean(name, known)}")
    for name in knowledge.patterns.keys() - {item.pattern for item in file.regions}:
        yield Problem(document.where(("regions",)), f"pattern '{name}' has no regions: add what training for it works")
    for i, stage in enumerate(file.life_stages):
        yield from _wrong_answers(stage, document.where(("life_stages", i)), knowledge)


_PARTS = ("vocabulary", "sources", "patterns", "advice", "facts", "questions", "self_tests")
_Named = tuple[tuple[str | int, ...], str, tuple[str, ...], list[str]]


def _named(file: LibraryFile, knowledge: Knowledge) -> Iterator[_Named]:
    """Yield where names stand, what they name, the names, and those that exist."""
    values = [value.id for axis in knowledge.vocabulary.axes for value in axis.values]
    yield ("without",), "section", file.without, [section.id for section in knowledge.vocabulary.sections]
    yield ("minutes",), "option of 'minutes'", file.minutes, list(knowledge.shape.minutes)
    for i, place in enumerate(file.places):
        yield ("places", i, "places"), "value of a movement axis", place.places, values
    for i, stage in enumerate(file.life_stages):
        yield ("life_stages", i, "fact"), "fact", (stage.fact,) if stage.fact else (), list(knowledge.facts)
    for i, hole in enumerate(file.holes):
        for key in ("life_stages", "places", "equipment"):
            known = [item.id for item in getattr(file, key)]
            yield ("holes", i, key), f"entry of '{key}:'", getattr(hole, key), known
        yield ("holes", i, "minutes"), "entry of 'minutes:'", hole.minutes, list(file.minutes)


def _wrong_answers(stage: LifeStage, where: str, knowledge: Knowledge) -> Iterator[Problem]:
    try:
        check_answers(stage.answers, knowledge, stage.id)
    except AnswersError as error:
        yield from (Problem(where, message) for message in error.messages)
