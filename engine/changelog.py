"""The last change to advice, as CHANGELOG.md tells it: the top entry under its first 'Changes to advice'."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_HEADING = "### Changes to advice"
_ENTRY = re.compile(r"^- (?P<date>\d{4}-\d{2}-\d{2}): (?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class Change:
    """A change to advice: the day it was made, and what changed."""

    date: date
    text: str


def last_change(path: Path) -> Change | None:
    """Return the newest entry under 'Changes to advice', or None if nothing is written down there.

    Raises:
        ValueError: an entry's date is no day of the calendar.
    """
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    changes = [
        change for place, line in enumerate(lines) if line == _HEADING for change in _entries(lines[place + 1 :])
    ]
    return max(changes, key=lambda change: change.date, default=None)


def _entries(lines: list[str]) -> list[Change]:
    """Return the entries of one section; a line that is indented goes on with the entry above it."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("#"):
            break
        if entry := _ENTRY.match(line):
            found.append((entry["date"], [entry["text"]]))
        elif found and line.startswith(" ") and line.strip():
            found[-1][1].append(line.strip())
    return [Change(date.fromisoformat(day), " ".join(text)) for day, text in found]
