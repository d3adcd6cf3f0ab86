"""All figures of the library: which are there, which are missing, and their files."""

from collections.abc import Iterator
from pathlib import Path

from engine.knowledge import Knowledge
from engine.model import Level

from .model import Figure, View
from .motion import moving
from .read import Figures
from .svg import Words, svg

SEEN: dict[View, str] = {
    "profile": "from the side",
    "front": "from the front",
    "back": "from behind",
    "above": "from above",
    "oblique": "at an angle",
    "oblique_back": "at an angle, from behind",
    "front_above": "from before her and above",
    "back_above": "from behind her and above",
}


def level_of(knowledge: Knowledge, slug: str, level: str) -> Level | None:
    """Return the level that a figure shows, if there is such a level."""
    levels = knowledge.exercises[slug].levels if slug in knowledge.exercises else ()
    return next((each for each in levels if each.id == level), None)


def missing(knowledge: Knowledge, figures: Figures) -> list[tuple[str, str]]:
    """Return every level that has no figure, as the exercise and the level."""
    wanted = [(slug, level.id) for slug, exercise in knowledge.exercises.items() for level in exercise.levels]
    return [(slug, level) for slug, level in wanted if level not in figures.levels.get(slug, {})]


def words(knowledge: Knowledge, figure: Figure) -> Words:
    """Return what a screen reader says of a figure: exercise and level, from where it is seen, with what, and where."""
    exercise = knowledge.exercises.get(figure.slug)
    level = level_of(knowledge, figure.slug, figure.level)
    if exercise is None or level is None:
        return Words(figure.level.replace("-", " "), figure.note)
    seen = f"{level.title}, seen {SEEN[figure.view]}{_with(figure)}."
    return Words(f"{exercise.name}: {level.title}", f"{seen} {figure.note or _marked(figure)}".strip())


def _with(figure: Figure) -> str:
    things = dict.fromkeys(f"a {prop.id.replace('_', ' ')}" for prop in figure.props)
    return f", with {' and '.join(things)}" if things else ""


def _marked(figure: Figure) -> str:
    areas = dict.fromkeys(name.removeprefix("near_").removeprefix("far_").replace("_", " ") for name in figure.works)
    return f"Marked: {', '.join(areas)}." if areas else ""


def drawn(knowledge: Knowledge, figure: Figure, figures: Figures, *, still: bool = False) -> str:
    """Return one level's figure as SVG."""
    return svg(moving(figure, figures.body), words(knowledge, figure), still=still)


def write(knowledge: Knowledge, figures: Figures, folder: Path) -> Iterator[Path]:
    """Write every figure, moving and still, and yield the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for slug in figures.levels:
        for figure in figures.family(slug):
            for still, ending in ((False, ".svg"), (True, ".still.svg")):
                path = folder / f"{slug}.{figure.level}{ending}"
                path.write_text(drawn(knowledge, figure, figures, still=still), encoding="utf-8")
                yield path
