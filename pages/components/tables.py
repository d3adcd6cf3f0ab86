"""Tables told as lists: four columns do not fit a phone, and a head without words tells nobody what stands under it."""

import re

WIDE = 4
_TABLE = re.compile(r"^\|.*\|[ \t]*\n\|[\s:|-]+\|[ \t]*\n(?:\|.*\|[ \t]*(?:\n|$))+", re.MULTILINE)


def narrow(markdown: str) -> str:
    """Return a text with every table that is wide, or has no words in its head, told as a list, a row an item."""
    return _TABLE.sub(lambda match: _told(match[0]), markdown)


def _told(table: str) -> str:
    head, _, *rows = [_cells(line) for line in table.strip().splitlines()]
    if not any(head):
        return "\n".join(f"- {': '.join(cell for cell in row if cell)}" for row in rows) + "\n"
    if len(head) < WIDE:
        return table
    return "\n".join(_item(head, row) for row in rows) + "\n"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _item(head: list[str], row: list[str]) -> str:
    rest = [f"{name}: {cell.rstrip('.')}" for name, cell in zip(head[1:], row[1:], strict=False) if cell]
    return f"- **{row[0]}.** {'. '.join(rest)}."
