"""Changing spans of a block of Markdown in the lines of its source; every line keeps its number."""

from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.token import Token

PLAIN = str.maketrans({c: f"\\{c}" for c in "[]*_`!|"} | {"<": "&lt;", "{": "&#123;"})
"""Makes of any text one that Markdown shows as it is."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A span of a block's text and what takes its place; `why` is empty where nothing was unsafe."""

    start: int
    end: int
    text: str = ""
    why: str = ""


def edited(lines: list[str], inline: Token, edits: Iterable[Edit]) -> list[Edit]:
    """Change the lines of a block of text where its spans say so, and return the edits that took place."""
    kept = _outermost(edits)
    if not kept or inline.map is None:
        return []
    old, new = inline.content.split("\n"), _changed(inline.content, kept).split("\n")
    for i, (before, after) in enumerate(zip(old, new, strict=True), inline.map[0]):
        if before != after:
            lines[i] = _with(lines[i], before, after)
    return kept


def _with(line: str, before: str, after: str) -> str:
    """Return a line of the source with a part of it changed; where that part is not found, the line made plain."""
    at = line.rfind(before)
    return f"{line[:at]}{after}{line[at + len(before) :]}" if at >= 0 else line.translate(PLAIN)


def _outermost(edits: Iterable[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda x: (x.start, -x.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _changed(content: str, edits: list[Edit]) -> str:
    """Return a text with its spans changed; the ends of lines within a span stay where they are."""
    made, at = [], 0
    for edit in edits:
        made += [
            content[at : edit.start],
            edit.text.replace("\n", " "),
            "\n" * content.count("\n", edit.start, edit.end),
        ]
        at = edit.end
    return "".join([*made, content[at:]])
