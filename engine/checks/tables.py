"""The two files that only the checks read: the format of guides, and the words that no text may hold."""

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from engine.knowledge import Knowledge
from engine.model import Entry, Prose
from engine.source import Problem, SourceError, read_yaml

FORMAT = Path("guides/format.yaml")
WORDS = Path("lint_words.yaml")


def _is_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return text


Pattern = Annotated[str, AfterValidator(_is_pattern)]


class GuideFormat(Entry):
    """What a guide of one kind must hold, in order."""

    sections: tuple[str, ...]
    others: bool = False
    parts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    at_least: dict[str, int] = Field(default_factory=dict)
    each_part_has: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Forbidden(Entry):
    """Words that no text for a visitor may hold, why, what to say instead, and phrases that are fine."""

    words: Pattern
    because: Prose
    say: Prose
    unless: tuple[Pattern, ...] = ()


def formats(knowledge: Knowledge) -> dict[str, GuideFormat]:
    """Return the format of each kind of guide.

    Raises:
        SourceError: the file is missing or not of the right shape.
    """
    found: dict[str, GuideFormat] = _read(dict[str, GuideFormat], FORMAT, knowledge.root)
    return found


def forbidden(knowledge: Knowledge) -> list[Forbidden]:
    """Return the words that no text may hold.

    Raises:
        SourceError: the file is missing or not of the right shape.
    """
    found: list[Forbidden] = _read(list[Forbidden], WORDS, knowledge.root)
    return found


def _read(kind: Any, path: Path, root: Path) -> Any:
    document = read_yaml(root / path, f"{root.name}/{path.as_posix()}")
    try:
        return TypeAdapter(kind).validate_python(document.value)
    except ValidationError as error:
        problems = [
            Problem(document.where(item["loc"]), f"{'.'.join(map(str, item['loc']))}: {item['msg']}")
            for item in error.errors()
        ]
        raise SourceError(problems) from error
