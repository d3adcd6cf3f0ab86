"""The sentence templates of data/wording.yaml, which say for themselves what is missing or wrong in them."""

from typing import Any

from .source import Problem, SourceError

FILE = "data/wording.yaml"


class Sentence(str):
    """One template; filling it in with a name that it should not hold is told as a mistake of its file."""

    __slots__ = ()

    def format(self, *args: Any, **words: Any) -> str:
        try:
            return super().format(*args, **words)
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            names = ", ".join(f"{{{name}}}" for name in words) or "no names"
            raise SourceError([Problem(FILE, f"'{self}' cannot be filled in: it may hold {names}")]) from error


class Sentences(dict[str, str]):
    """All templates by their key; asking for one that is missing says where to add it."""

    def __missing__(self, key: str) -> str:
        raise SourceError([Problem(FILE, f"no sentence '{key}': add it")])
