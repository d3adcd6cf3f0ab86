"""The pictures of levels for paper, each drawn once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..figures import gallery
from ..figures.printed import printed
from ..figures.read import Families
from ..knowledge import Knowledge, LevelKey


@dataclass(frozen=True, slots=True)
class Picture:
    """A level's start and end, side by side: an SVG in plain colours, and what it shows in words."""

    svg: str
    alt: str


class Pictures:
    """Draws the pictures of levels, and remembers them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._drawn: dict[LevelKey, Picture | None] = {}

    def of(self, levels: Iterable[LevelKey]) -> Mapping[LevelKey, Picture]:
        """Return the pictures that there are of these levels.

        Raises:
            SourceError: a file of data/figures/ that is needed holds a mistake.
        """
        wanted = tuple(levels)
        if new := [key for key in wanted if key not in self._drawn]:
            self._draw(new)
        return {key: picture for key in wanted if (picture := self._drawn[key]) is not None}

    def _draw(self, levels: list[LevelKey]) -> None:
        families = self._knowledge.derived(Families)
        for exercise, level in levels:
            figure = families.whole(exercise).get(level)
            if figure is None:
                self._drawn[exercise, level] = None
                continue
            said = gallery.words(self._knowledge, figure)
            svg = printed(gallery.drawn(self._knowledge, figure, families.shared, still=True))
            self._drawn[exercise, level] = Picture(svg, f"{said.title}. {said.text}")
