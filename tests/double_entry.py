"""What the product has beyond the reviewed tables, written down a second time: a slip in one place shows in the other.

Rules of our own, and what each level of the library does to the body. `python -m tests.double_entry` writes the files
anew after a change that is meant; the diff is to be read.
"""

import csv
import json
from collections.abc import Iterator
from typing import Any

import engine
from engine.condition import unparse
from engine.model import ExclusionRule, LevelRule, Rule, TriageRule
from tests.naive import EXPECTED, rows

OWN, LEVELS = "own_rules.csv", "levels.csv"
TABLES = ("red_flags.csv", "contraindications.csv", "condition_findings.csv")


def reviewed_rows() -> frozenset[str]:
    """Return the ids of all rows of the reviewed tables, raised danger signs ('RF043>same_day') included."""
    raised = {row["ref"] for row in rows("logic.csv") if row["ref"].startswith("RF")}
    return frozenset({row["id"] for table in TABLES for row in rows(table)} | raised)


def effect_of(rule: Rule) -> dict[str, Any]:
    """Return what a rule does, the people it is about apart."""
    if isinstance(rule, TriageRule):
        regions = rule.regions if isinstance(rule.regions, str) else list(rule.regions)
        return {"disposition": rule.disposition, "effect": rule.effect, "regions": regions, "cap": rule.demand_at_most}
    if isinstance(rule, ExclusionRule):
        return {"do": rule.do, "for": list(rule.for_)}
    assert isinstance(rule, LevelRule)
    for_ = rule.for_ if isinstance(rule.for_, str) else list(rule.for_)
    scope = rule.scope if isinstance(rule.scope, str) else list(rule.scope)
    return {"for": for_, "scope": scope, "cap": rule.demand_at_most}


def safety_rules(knowledge: engine.Knowledge) -> Iterator[Rule]:
    """Yield the rules of triage, exclusions and levels."""
    yield from (*knowledge.triage, *knowledge.exclusions, *knowledge.levels)


def own_rules(knowledge: engine.Knowledge) -> dict[str, tuple[str, str]]:
    """Return condition and effect of every safety rule and verdict that no row, or not only its row, carries."""
    known = reviewed_rows()
    departures = {item.id for item in knowledge.exceptions.meaning}
    own = (rule for rule in safety_rules(knowledge) if rule.ref not in known or rule.id in departures)
    found = {rule.id: (json.dumps(unparse(rule.when)), json.dumps(effect_of(rule))) for rule in own}
    return found | dict(_own_verdicts(knowledge))


def _own_verdicts(knowledge: engine.Knowledge) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the verdicts over movement properties that the reviewed tables do not know."""
    reviewed = {(row["stage"], row["property"]) for row in rows("stage_verdicts.csv")}
    for stage, judged in knowledge.verdicts.items():
        for prop, verdict in judged.verdicts.items():
            if (stage, prop) not in reviewed:
                yield f"{stage}: {prop}", (json.dumps(stage), json.dumps({"do": verdict.verdict, "cap": verdict.cap}))


def levels(knowledge: engine.Knowledge) -> dict[str, tuple[str, str, str, str]]:
    """Return what every level is to the rules: demand, way in, regions, movement properties."""
    return {
        f"{exercise.slug}/{level.id}": (
            str(level.demand),
            level.entry or "",
            " ".join(sorted(level.regions)),
            " ".join(sorted(level.properties)),
        )
        for exercise in knowledge.exercises.values()
        for level in exercise.levels
    }


def written(name: str) -> dict[str, tuple[str, ...]]:
    """Return a file of the second entry by its first column."""
    with (EXPECTED / name).open(encoding="utf-8", newline="") as file:
        return {row[0]: tuple(row[1:]) for row in list(csv.reader(file))[1:]}


def write(name: str, head: tuple[str, ...], entries: dict[str, Any]) -> None:
    """Write a file of the second entry."""
    with (EXPECTED / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows((key, *entries[key]) for key in sorted(entries))


if __name__ == "__main__":
    data = engine.load()
    write(OWN, ("id", "when", "effect"), own_rules(data))
    write(LEVELS, ("level", "demand", "entry", "regions", "properties"), levels(data))
