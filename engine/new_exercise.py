"""A new exercise: the skeleton of its guide, and the places in it that are still to be filled in."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

from .source import Problem, read_yaml

FOLDER = Path("guides/exercises")
TEMPLATE = Path("guides/exercise.md.template")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OPENS = "[[fill in: "


class NameRefusedError(Exception):
    """A name that no new exercise can have; the message says why."""


def write(slug: str, root: Path) -> Path:
    """Write the skeleton of a new guide and return where it is.

    Raises:
        NameRefusedError: the name is no slug, or a guide of that name exists.
        SourceError: a list that the skeleton offers cannot be read.
    """
    refuse(slug, root)
    path = root / FOLDER / f"{slug}.md"
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(skeleton(slug, root))
    return path


def skeleton(slug: str, root: Path, template: Path = TEMPLATE) -> str:
    """Return the skeleton of a guide, with the names that exist to choose from.

    Raises:
        SourceError: a list that the skeleton offers cannot be read.
    """
    return Template((root / template).read_text(encoding="utf-8")).substitute(slug=slug, **_offers(root))


def refuse(slug: str, root: Path) -> None:
    """Raise NameRefusedError unless a new guide may have this name."""
    if not _SLUG.fullmatch(slug):
        likely = "-".join(re.findall(r"[a-z0-9]+", slug.lower())) or "wall-press"
        rule = "small letters and figures, joined with hyphens"
        raise NameRefusedError(f"'{slug}' cannot be the name of a guide ({rule}); try '{likely}'")
    for path in sorted(root.glob(f"guides/*/{slug}.md")):
        raise NameRefusedError(f"{root.name}/{path.relative_to(root).as_posix()} exists: edit it, or take another name")


def next_steps(slug: str, name: str) -> str:
    """Return what the author does next."""
    return (
        f"Wrote {name}. Next:\n"
        f"1. Fill in what stands between [[ and ]]; `make content` names every place that is left, with its line.\n"
        f"2. List {slug} under its group in data/ranking/groups.yaml, where it comes in the usual order.\n"
        f"3. `make content` again: names, the ladder, the sections. The movement decides who may do it.\n"
        f"4. Draw each level: data/figures/README.md says how, in four to ten lines.\n"
        f"5. `python -m engine coverage`: which holes does it fill? Then `make snapshot`, and read the diff.\n"
    )


def _offers(root: Path) -> dict[str, str]:
    """Return the names that the skeleton offers, as they are in the data now."""
    vocabulary: Any = read_yaml(root / "vocabulary.yaml").value
    goals: Any = read_yaml(root / "questionnaire/90-goals.yaml").value
    options = {question["id"]: _listed(question.get("options", {})) for question in goals["questions"]}
    patterns = [item["id"] for path in sorted(root.glob("patterns/*.yaml")) for item in read_yaml(path).value]
    return {
        "axes": "\n".join(map(_axis, vocabulary["axes"])),
        "regions": ", ".join(region["id"] for region in vocabulary["regions"]),
        "groups": ", ".join(group["id"] for group in read_yaml(root / "ranking/groups.yaml").value),
        "patterns": ", ".join(patterns),
        "goals": options["goals"],
        "equipment": options["equipment"],
    }


def _listed(options: Any) -> str:
    return ", ".join(name for name in options if name != "none")


def _axis(axis: Any) -> str:
    values = ", ".join(value["id"] for value in axis["values"])
    how = "one of" if axis["takes"] == "one" else "a list of one or more of"
    return f"    {axis['id']}: {_OPENS}{axis['id']}, {how} {values}]]"


# -------------------------------------------------------------- what is left
def to_fill(path: Path, name: str) -> list[Problem]:
    """Return every place of a guide that is still to be filled in, in the order of its lines."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [Problem(f"{name}:{i}", f"to fill in: {what}") for i, line in enumerate(lines, 1) for what in _marks(line)]


def _marks(line: str) -> Iterator[str]:
    """Yield what the marks of a line ask for; a mark may hold brackets of its own, as long as they are closed."""
    start = line.find(_OPENS)
    while start >= 0:
        end = _end(line, start)
        yield line[start + len(_OPENS) : end - 2]
        start = line.find(_OPENS, end)


def _end(line: str, start: int) -> int:
    """Return the place after the bracket that closes the one at `start`, or the end of the line and two more."""
    depth = 0
    for place in range(start, len(line)):
        depth += {"[": 1, "]": -1}.get(line[place], 0)
        if depth == 0:
            return place + 1
    return len(line) + 2
