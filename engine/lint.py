"""The content lint: every check runs; messages say file:line, what, and what to do; success says what was checked."""

from pathlib import Path

from .checks import (
    Check,
    answers_versions,
    articles,
    bench,
    body,
    coverage,
    drawings,
    examples,
    figures,
    graph,
    guides,
    ladders,
    overlays,
    people,
    population,
    questions,
    reading,
    rules,
    wording,
)
from .knowledge import DATA, Knowledge, load
from .model import Contradiction, Fact, Rule
from .source import Problem, SourceError

CHECKS: tuple[Check, ...] = (
    *questions.CHECKS,
    *body.CHECKS,
    *answers_versions.CHECKS,
    *examples.CHECKS,
    *people.CHECKS,
    *population.CHECKS,
    *rules.CHECKS,
    *ladders.CHECKS,
    *guides.CHECKS,
    *graph.CHECKS,
    *wording.CHECKS,
    *reading.CHECKS,
    *coverage.CHECKS,
    *articles.CHECKS,
    *figures.CHECKS,
    *bench.CHECKS,
    *drawings.CHECKS,
    *overlays.CHECKS,
)


def lint(root: Path = DATA) -> tuple[Problem, ...]:
    """Return everything that is wrong in a data folder; what cannot be read at all is told first, by itself."""
    try:
        return problems(load(root))
    except SourceError as error:
        return error.problems


def problems(knowledge: Knowledge) -> tuple[Problem, ...]:
    """Return what the checks find, in the order of files and lines."""
    found = {problem for check in CHECKS for problem in _run(check, knowledge)}
    return tuple(sorted(found, key=_place))


def _run(check: Check, knowledge: Knowledge) -> list[Problem]:
    try:
        found = list(check.run(knowledge))
    except SourceError as error:
        found = list(error.problems)
    return [Problem(problem.where, f"{problem.message} [{check.name}]") for problem in found]


def _place(problem: Problem) -> tuple[str, int, str]:
    name, _, line = problem.where.partition(":")
    return name, int(line) if line.isdigit() else 0, problem.message


def counted(knowledge: Knowledge) -> str:
    """Return in one line what was checked."""
    entries: list[Fact | Rule | Contradiction] = [*knowledge.facts.values(), *knowledge.rules.values()]
    entries += knowledge.contradictions
    shown = [entry.examples for entry in entries if entry.examples]
    counts = {
        "rules": len(knowledge.rules),
        "facts": len(knowledge.facts),
        "questions": len(knowledge.questions),
        "examples": sum(len(x.true) + len(x.false) + len(x.open) for x in shown),
        "stage verdicts": sum(len(stage.verdicts) for stage in knowledge.verdicts.values()),
        "patterns": len(knowledge.patterns),
        "guides": len(knowledge.guides),
        "levels": sum(len(exercise.levels) for exercise in knowledge.exercises.values()),
        "people": len(knowledge.people),
        "sources": len(knowledge.sources),
        "checks": len(CHECKS),
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items())
