"""Snapshots: each whole person's explanation as she would read it, so that a change of advice is an ordinary diff."""

from pathlib import Path

from .knowledge import Knowledge
from .pipeline import assess
from .plain_text import as_text
from .source import Problem


def folder(knowledge: Knowledge) -> Path:
    """Return the folder of the snapshots, beside the data folder."""
    return knowledge.root.parent / "tests" / "snapshots"


def texts(knowledge: Knowledge) -> dict[str, str]:
    """Return the snapshot of every whole person by its file's name."""
    return {f"{name}.txt": _text(name, knowledge) for name in sorted(knowledge.people)}


def _text(name: str, knowledge: Knowledge) -> str:
    person = knowledge.people[name]
    assessment = assess(knowledge.answers_of(person), knowledge, person.leave_out)
    return f"# {person.name}\n{person.story}\n\n{as_text(assessment, knowledge, why=True)}"


def write(knowledge: Knowledge) -> list[Path]:
    """Write every snapshot, remove those of people who are gone, and return what was written."""
    where, made = folder(knowledge), texts(knowledge)
    where.mkdir(parents=True, exist_ok=True)
    for old in where.glob("*.txt"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (where / name).write_text(text, encoding="utf-8")
    return [where / name for name in made]


def stale(knowledge: Knowledge) -> list[Problem]:
    """Return a problem for every snapshot that is missing, differs, or is of nobody."""
    where, made = folder(knowledge), texts(knowledge)
    there = {path.name: path for path in where.glob("*.txt")}
    remedy = "run python -m engine snapshot, and read the diff"
    found = [
        Problem(f"tests/snapshots/{name}", f"{'the advice has changed' if name in there else 'missing'}: {remedy}")
        for name, text in made.items()
        if name not in there or there[name].read_text(encoding="utf-8") != text
    ]
    return found + [
        Problem(f"tests/snapshots/{name}", f"of nobody: {remedy}") for name in sorted(set(there) - set(made))
    ]
