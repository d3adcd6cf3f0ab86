"""What a content check is: a name, a scope in one line, and one small function. The checks are the modules beside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.knowledge import Knowledge
from engine.source import Problem

Found = Iterable[Problem]


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the content: it yields a problem for everything that is wrong within its scope."""

    name: str
    scope: str
    run: Callable[[Knowledge], Found]
