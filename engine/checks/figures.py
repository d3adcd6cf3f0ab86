"""Figures: every one is true, agrees with its guide, and belongs to a level that there is."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from engine.figures.gallery import level_of, missing, words
from engine.figures.model import Figure
from engine.figures.motion import moving
from engine.figures.read import DRAWING, FOLDER, Figures, load
from engine.figures.svg import Words, svg
from engine.figures.truth import untruths
from engine.knowledge import Knowledge
from engine.model import Level
from engine.names import did_you_mean
from engine.source import Problem, SourceError

from . import Check, Found
from .judged import judged


def figures_are_true(knowledge: Knowledge, only: str | None = None) -> Found:
    """Yield what is wrong with a figure: through the floor, drifting, overbent, falling, too long, unlike its guide."""
    if not (knowledge.root / FOLDER).is_dir():
        return
    figures = read(knowledge.root, frozenset({only} if only else ()))
    for source in figures.body.named_sources() - set(knowledge.sources):
        where = f"{knowledge.root.name}/{FOLDER}/{DRAWING}/body.yaml:1"
        yield Problem(where, f"no source '{source}'{did_you_mean(source, list(knowledge.sources))}")
    yield from wrong(figures, knowledge, only)


def wrong(figures: Figures, knowledge: Knowledge, only: str | None) -> Iterator[Problem]:
    """Yield what is wrong with figures that have been read, or with one family of them."""
    for slug in [only] if only else figures.levels:
        for figure in figures.family(slug):
            yield from (Problem(figure.at, message) for message in _of_nothing(slug, figure.level, knowledge))
            for message in _untrue(figure, figures, knowledge):
                yield Problem(figure.at, f"{figure.level}: {message}")


def _untrue(figure: Figure, figures: Figures, knowledge: Knowledge) -> tuple[str, ...]:
    level, said = level_of(knowledge, figure.slug, figure.level), words(knowledge, figure)
    beside = f"{said}{level.model_dump_json(exclude={'at'}) if level else ''}"
    return judged(figure, figures, beside, lambda: _judge(figure, figures, level, said))


def _judge(figure: Figure, figures: Figures, level: Level | None, said: Words) -> Iterator[str]:
    motion = moving(figure, figures.body)
    yield from untruths(motion, figures.agreement, level)
    long, most = len(svg(motion, said).encode()), figures.agreement.limits.most_bytes
    if long > most:
        yield _too_long(long, most)


def _too_long(long: int, most: int) -> str:
    return (
        f"its file has {long} bytes, {most} are allowed: bend the trunk less, or choose a view that foreshortens less"
    )


def levels_have_figures(knowledge: Knowledge) -> Found:
    """Yield every level that has no figure; while a file cannot be read, the check below says so instead."""
    try:
        figures = read(knowledge.root)
    except SourceError:
        return
    for slug, level in missing(knowledge, figures):
        found = level_of(knowledge, slug, level)
        where = found.at if found and found.at else knowledge.exercises[slug].at
        how = f"draw it in {knowledge.root.name}/{FOLDER}/{slug}.yaml, as README.md there says"
        yield Problem(where, f"level '{level}' has no figure: {how}")


def _of_nothing(slug: str, level: str, knowledge: Knowledge) -> Iterator[str]:
    if slug not in knowledge.exercises:
        yield f"no exercise '{slug}'{did_you_mean(slug, list(knowledge.exercises))}; name the file after its guide"
    elif level_of(knowledge, slug, level) is None:
        known = [each.id for each in knowledge.exercises[slug].levels]
        yield f"'{slug}' has no level '{level}'{did_you_mean(level, known)}; it has {', '.join(known)}"


def read(root: Path, only: frozenset[str] = frozenset()) -> Figures:
    """Read data/figures/, or of the families only those named; again only when a file has changed."""
    files = sorted((root / FOLDER).rglob("*.yaml"))
    return _read(root, only, tuple((path.name, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _read(root: Path, only: frozenset[str], _changed: tuple[tuple[str, int], ...]) -> Figures:
    return load(root, only)


CHECKS = (
    Check("levels-have-figures", "every level has its figure", levels_have_figures),
    Check("figures-are-true", "every figure is true to the body, the floor and its guide", figures_are_true),
)
