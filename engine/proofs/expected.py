"""The independent side of the proofs: what the reviewed fact base demands, read without any rule of data/."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..condition import All, Condition, Is, Not, parse, walk
from ..model import Examples, Fact
from ..source import parse_yaml

EFFECTS = {"block_all": "closed", "block_region": "region", "cap_L1": "cap"}
NO_RULE = ("RF107", "RF078")  # support shown beside a private question; the list of stop signs


@dataclass(frozen=True, slots=True)
class Flag:
    """A danger sign: its condition, how urgent it is at least, and what it closes or caps."""

    ref: str
    when: Condition
    urgency: str
    effect: str
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A contraindication or a cap: while its condition is true or unknown, movements are out or held to a demand."""

    ref: str
    when: Condition
    prop: str
    at_most: int | None
    scope: str | tuple[str, ...]

    @property
    def excludes(self) -> bool:
        """Whether the movements are out altogether."""
        return self.at_most is None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that must never come true: of whom, and what she is never given."""

    id: str
    who: Condition
    programme: bool
    properties: tuple[str, ...]
    demand_over: int | None
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An ordinary story: whole answers that may raise no alarm."""

    id: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expected:
    """Everything the proofs compare data/ with."""

    facts: Mapping[str, Fact]
    flags: tuple[Flag, ...]
    rows: tuple[Row, ...]
    never: tuple[Sentence, ...]
    stories: tuple[Story, ...]
    entries: Mapping[str, Condition]
    conditions: Mapping[str, Condition]

    @property
    def options_read(self) -> frozenset[tuple[str, str]]:
        """The (question, option) pairs that any of its conditions reads; the others are harmless answers."""
        conditions = [flag.when for flag in self.flags] + [row.when for row in self.rows] + list(self.entries.values())
        return frozenset(options_in((*conditions, *_trees_of(self.facts.values()))))


def read(folder: Path) -> Expected:
    """Read the independent side.

    Raises:
        FileNotFoundError: the folder, or one of its files, is not there.
    """
    logic = {row["ref"]: _tree(row["when"]) for row in _rows(folder, "logic.csv") if row["when"]}
    facts = {row["id"]: _fact(row) for row in _rows(folder, "facts.csv")}
    well = _json(folder, "well_woman.json")
    contraindications = tuple(_contraindications(_rows(folder, "contraindications.csv"), _json(folder, "team.json")))
    return Expected(
        facts=facts,
        flags=tuple(_flags(_rows(folder, "red_flags.csv"), logic)),
        rows=(
            *contraindications,
            *_verdicts(_rows(folder, "stage_verdicts.csv")),
            *(
                Row(row["ref"], _tree(row["when"]), "ALL", int(row["at_most"]), _scope(row["scope"]))
                for row in _rows(folder, "caps.csv")
            ),
        ),
        never=tuple(_sentence(entry) for entry in _yaml(folder, "never.yaml")),
        stories=tuple(
            Story(entry["id"], {k: v for k, v in {**well, **entry["answers"]}.items() if v is not None})
            for entry in _yaml(folder, "ordinary.yaml")
        ),
        entries={ref: tree for ref, tree in logic.items() if ref.startswith("PR")},
        conditions={
            **{ref: tree for ref, tree in logic.items() if not ref.startswith(("PR", "ST"))},
            **{row.ref: row.when for row in contraindications},
        },
    )


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _json(folder: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return found


def _yaml(folder: Path, name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = _plain((folder / name).read_text(encoding="utf-8"))
    return entries


def _plain(text: str) -> Any:
    return parse_yaml(text, "the independent side").value


def _tree(text: str) -> Condition:
    return parse(_plain(text))


def _fact(row: dict[str, str]) -> Fact:
    table = json.loads(row["table"]) if row["table"] else {}
    names = row["from"].split("; ")
    forms: dict[str, Any] = {
        "": lambda: {"when": _plain(row["when"])},
        "count": lambda: {"count": table["of"]},
        "product_band": lambda: {"product": {"of": names, **table}},
        "gap": lambda: {"gap": names},
        "gap_percent": lambda: {"gap_percent": names},
        "below_norm": lambda: {
            "below_norm": {
                "of": names[0],
                "by": names[1],
                "norms": [{**norm["age"], "under": norm["under"]} for norm in table],
            }
        },
    }
    form = forms[row["compute"]]()
    return Fact(id=row["id"], kind="context", label=row["id"], examples=Examples(), **form)


def _flags(table: list[dict[str, str]], logic: Mapping[str, Condition]) -> Iterator[Flag]:
    """Yield every danger sign; a row of logic.csv named 'RF043>same_day' raises its urgency."""
    rows = {row["id"]: row for row in table}
    for ref, when in logic.items():
        base, _, raised = ref.partition(">")
        if base not in rows or base in NO_RULE:
            continue
        row = rows[base]
        urgency = (raised or row["urgency"]).replace("-", "_")
        effect = "" if raised else EFFECTS.get(row["plan_effect"], "")
        yield Flag(ref, when, urgency, effect, tuple(row["region"].split(";")))


def _contraindications(table: list[dict[str, str]], team: Mapping[str, Any]) -> Iterator[Row]:
    for row in table:
        when = _with_team(parse(row["context"]), row["team_agreed"], team)
        if row["action"] == "exclude":
            yield Row(row["id"], when, row["property"], None, "plan")
        elif row["action"] in ("cap_level", "modify", "block_plan") and row["max_level"]:
            blocks = row["action"] == "block_plan" and row["scope"] == "plan"
            scope = "closed" if blocks else _scope(row["scope_region"] or row["scope"])
            yield Row(row["id"], when, row["property"], int(row["max_level"]), scope)


def _with_team(context: Condition, answers: str, team: Mapping[str, Any]) -> Condition:
    """Return a context with the team's agreement: 'no' covers no, not asked, not sure and left open."""
    if not answers:
        return context
    listed = answers.split(";")
    if team["not_agreed"] in listed:
        others = tuple(x for x in team["agreed"] if x not in listed)
        return All((context, Not(Is(team["question"], others))))
    return All((context, Is(team["question"], tuple(listed))))


def _verdicts(table: list[dict[str, str]]) -> Iterator[Row]:
    for row in table:
        name = f"{row['stage']}: {row['property']}"
        if row["verdict"] == "exclude":
            yield Row(name, parse(row["stage"]), row["property"], None, "plan")
        elif row["cap"]:
            yield Row(name, parse(row["stage"]), row["property"], int(row["cap"]), "plan")


def _scope(text: str) -> str | tuple[str, ...]:
    return text if text in ("plan", "marked") else tuple(text.split(";"))


def _sentence(entry: dict[str, Any]) -> Sentence:
    never = entry["never"]
    lines = tuple(parse({key: value}) for key, value in entry["who"].items())
    return Sentence(
        entry["id"],
        All(lines),
        bool(never.get("programme")),
        tuple(never.get("properties", ())),
        never.get("demand_over"),
        tuple(never.get("families", ())),
    )


def _trees_of(facts: Iterable[Fact]) -> Iterator[Condition]:
    for fact in facts:
        yield from (fact.when,) if fact.when is not None else fact.count or ()


def options_in(trees: Iterable[Condition]) -> Iterator[tuple[str, str]]:
    """Yield the (question, option) pairs that conditions read."""
    for tree in trees:
        for node in walk(tree):
            if isinstance(node, Is):
                yield from ((node.name, value) for value in node.values)
