"""Runs the parts that are named, or all, and prints each measure beside its target.

A further part is a module with `measure() -> Iterable[Row]` and a line in PARTS. Exit codes: 0 every target met, 1 not,
2 no such part. Timings depend on the machine, so most rows are ratios of two things measured in the same run.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from tests.bench.rows import Row

PARTS = {
    "page": "clicks and loads, against a default Streamlit app of one button",
    "load": "fifty visitors at once",
    "questions": "how many questions a made-up population is asked, and how often that comes to the same",
    "assess": "one assessment and every changed answer, against a plain interpreter and zen-engine",
    "columns": "a hundred thousand made-up people as columns, against one by one",
}


def main(arguments: Sequence[str]) -> int:
    """Measures, prints, and writes JSON if asked to."""
    parser = argparse.ArgumentParser("python -m tests.bench", description="Measures beside their targets.")
    parts = "; ".join(f"{name}: {what}" for name, what in PARTS.items())
    parser.add_argument("part", nargs="*", choices=[[], *PARTS], help=parts)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there as well")
    asked = parser.parse_args(arguments)
    found = {part: measured(part) for part in asked.part or PARTS}
    if asked.json:
        rows = {part: [{**asdict(row), "met": row.met} for row in rows] for part, rows in found.items()}
        asked.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return 0 if all(row.met for rows in found.values() for row in rows) else 1


def measured(part: str) -> list[Row]:
    """The rows of one part, printed as a table."""
    print(f"\n{part}: {PARTS[part]}", flush=True)
    rows = []
    for row in import_module(f"tests.bench.{part}").measure():
        print(row.line(), flush=True)
        rows.append(row)
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
