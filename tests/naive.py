"""A second, naive interpreter of the condition tree: it reads raw YAML itself and shares no code with the engine.

Slow and plain on purpose. Three values are True, False and None; a count of truths is a pair of least and most.
"""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).resolve().parent
EXPECTED = HERE / "expected"
DATA = HERE.parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the expected side."""
    with (EXPECTED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain_yaml(source: str | Path) -> Any:
    """Return YAML 1.2 as plain values."""
    return YAML(typ="safe").load(source)


def sentences(name: str) -> list[dict[str, Any]]:
    """Return the entries of never.yaml or ordinary.yaml."""
    entries: list[dict[str, Any]] = plain_yaml(EXPECTED / name)
    return entries


def expected_well_woman() -> dict[str, Any]:
    """Return the answers every expected example starts from."""
    answers: dict[str, Any] = json.loads((EXPECTED / "well_woman.json").read_text(encoding="utf-8"))
    return answers


class Book:
    """Questions and facts as raw mappings."""

    def __init__(self, questions: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
        self.questions, self.facts = questions, facts


def book_of_data() -> Book:
    """Return the questions and facts of data/, read without the engine."""
    questions: dict[str, Any] = {}
    for path in sorted((DATA / "questionnaire").glob("*.yaml")):
        part = plain_yaml(path)
        questions |= {q["id"]: {**q, "section": part["section"]} for q in part["questions"]}
    facts = [fact for path in sorted((DATA / "facts").glob("*.yaml")) for fact in plain_yaml(path)]
    return Book(questions, {fact["id"]: fact for fact in facts})


def book_of_the_fact_base() -> Book:
    """Return the questions of data/ with the facts of the expected side."""
    return Book(book_of_data().questions, {row["id"]: _fact(row) for row in rows("facts.csv")})


def _fact(row: dict[str, str]) -> dict[str, Any]:
    table = json.loads(row["table"]) if row["table"] else {}
    names = row["from"].split("; ")
    forms = {
        "": lambda: {"when": plain_yaml(row["when"])},
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
    return {"id": row["id"], **forms[row["compute"]]()}


def within(x: float, bounds: Mapping[str, float]) -> bool:
    return not ("at_least" in bounds and x < bounds["at_least"]) and not ("at_most" in bounds and x > bounds["at_most"])


class Reader:
    """Reads raw conditions for one person."""

    def __init__(self, book: Book, answers: Mapping[str, Any]) -> None:
        self.book, self.answers = book, answers
        self._known: dict[str, bool | None] = {}
        self._given: dict[str, tuple[str, Any]] = {}

    def question(self, name: str) -> tuple[str, Any]:
        """Return 'says' with her answer, 'said' for a test she should have skipped, 'unknown', or 'not applicable'."""
        if name not in self._given:
            self._given[name] = self._question(self.book.questions[name])
        return self._given[name]

    def _question(self, question: Mapping[str, Any]) -> tuple[str, Any]:
        asked = self.true(question["enable_when"]) if "enable_when" in question else True
        answer = self.answers.get(question["id"])
        if question["section"] == "self_tests" and asked is not True and answer not in (None, "not_sure"):
            return ("said", answer)
        if asked is False:
            return ("not applicable", None)
        if answer not in (None, "not_sure"):
            return ("says", answer)
        may_skip = question["section"] == "self_tests" or question.get("optional", False)
        return ("not applicable" if may_skip else "unknown", None)

    def true(self, tree: Any) -> bool | None:
        """Return the truth of a raw condition."""
        if isinstance(tree, str):
            return self.fact(tree)
        if "of" in tree:
            return self._enough(self._count(tree["of"]), {"at_least": tree["at_least"]})
        [(key, value)] = tree.items()
        if key == "all":
            return self._enough(self._count(value), {"at_least": len(value)})
        if key == "any":
            return self._enough(self._count(value), {"at_least": 1})
        if key == "not":
            return {True: False, False: True, None: None}[self.true(value)]
        return self._fact_is(self.book.facts[key], value) if key in self.book.facts else self._says(key, value)

    def _count(self, trees: list[Any]) -> tuple[int, int]:
        truths = [self.true(tree) for tree in trees]
        return truths.count(True), len(truths) - truths.count(False)

    def _enough(self, count: tuple[int, int], bounds: Mapping[str, float]) -> bool | None:
        possible = {within(n, bounds) for n in range(count[0], count[1] + 1)}
        return None if len(possible) > 1 else possible == {True}

    def _says(self, name: str, wanted: Any) -> bool | None:
        kind, answer = self.question(name)
        if kind in ("unknown", "not applicable"):
            return None if kind == "unknown" else False
        if isinstance(wanted, dict):
            return self._unless_ruled_out(within(answer, wanted), [name])
        options = wanted if isinstance(wanted, list) else [wanted]
        ticked = answer if isinstance(answer, list) else [answer]
        if any(option in ticked for option in options):
            return self._unless_ruled_out(True, [name])
        return None if "not_sure" in ticked else False

    def _unless_ruled_out(self, truth: bool, names: list[str]) -> bool | None:
        """Return a truth, or None if it is true by a test she should have skipped."""
        return None if truth and any(self.question(name)[0] == "said" for name in names) else truth

    def fact(self, name: str) -> bool | None:
        """Return the truth of a fact by its name."""
        if name not in self._known:
            fact = self.book.facts[name]
            self._known[name] = (
                self._low_for_age(fact["below_norm"]) if "below_norm" in fact else self.true(fact["when"])
            )
        return self._known[name]

    def _numbers(self, names: list[str]) -> list[Any] | bool | None:
        """Return her answers; False if one is not asked of her, None if one is unknown."""
        got = [self.question(name) for name in names]
        if any(kind == "not applicable" for kind, _ in got):
            return False
        return None if any(kind == "unknown" for kind, _ in got) else [answer for _, answer in got]

    def _low_for_age(self, rule: Mapping[str, Any]) -> bool | None:
        got = self._numbers([rule["of"], rule["by"]])
        if not isinstance(got, list):
            return got
        low = any(within(got[1], norm) and got[0] < norm["under"] for norm in rule["norms"])
        return self._unless_ruled_out(low, [rule["of"], rule["by"]])

    def _fact_is(self, fact: Mapping[str, Any], wanted: Any) -> bool | None:
        if "count" in fact:
            return self._count_is(fact["count"], wanted)
        if "product" in fact:
            return self._band_is(fact["product"], wanted)
        names = fact.get("gap") or fact["gap_percent"]
        got = self._numbers(names)
        if not isinstance(got, list):
            return got
        gap = abs(got[0] - got[1])
        wide = within(gap if "gap" in fact else 100 * gap / max(*got, 1), wanted)
        return self._unless_ruled_out(wide, names)

    def _count_is(self, trees: list[Any], wanted: Mapping[str, float]) -> bool | None:
        about = {name for tree in trees for name in named(tree) if name in self.book.questions}
        if all(self.question(name)[0] == "not applicable" for name in about):
            return False
        return self._enough(self._count(trees), wanted)

    def _band_is(self, product: Mapping[str, Any], wanted: Any) -> bool | None:
        score, unknown = 1.0, False
        for name in product["of"]:
            values = product.get("values", {}).get(name, {})
            kind, answer = self.question(name)
            if kind == "not applicable" and "na" not in values:
                return False
            if kind == "unknown":
                unknown = True
            else:
                score *= values["na"] if kind == "not applicable" else values.get(str(answer), answer)
        if unknown:
            return None
        bands = [band for band, bounds in product["bands"].items() if within(score, bounds)]
        met = bool(bands) and bands[0] in (wanted if isinstance(wanted, list) else [wanted])
        return self._unless_ruled_out(met, product["of"])


def named(tree: Any) -> set[str]:
    """Return every question or fact that a raw condition names."""
    if isinstance(tree, str):
        return {tree}
    if "of" in tree:
        return {name for part in tree["of"] for name in named(part)}
    [(key, value)] = tree.items()
    if key in ("all", "any"):
        return {name for part in value for name in named(part)}
    return named(value) if key == "not" else {key}


def roots(names: set[str], book: Book) -> set[str]:
    """Return the questions under some names, through facts."""
    found: set[str] = set()
    for name in names:
        fact = book.facts.get(name)
        found |= {name} if fact is None else roots(_inside(fact), book)
    return found


def _inside(fact: Mapping[str, Any]) -> set[str]:
    trees = [fact["when"]] if "when" in fact else fact.get("count", [])
    numbers = fact.get("gap") or fact.get("gap_percent") or fact.get("product", {}).get("of", [])
    norm = fact.get("below_norm", {})
    return (
        {name for tree in trees for name in named(tree)} | set(numbers) | {norm[k] for k in ("of", "by") if k in norm}
    )


def options_read(tree: Any) -> set[tuple[str, str]]:
    """Return the (question, option) pairs that a raw condition reads."""
    if isinstance(tree, str):
        return set()
    if "of" in tree:
        return {pair for part in tree["of"] for pair in options_read(part)}
    [(key, value)] = tree.items()
    if key in ("all", "any"):
        return {pair for part in value for pair in options_read(part)}
    if key == "not":
        return options_read(value)
    values = value if isinstance(value, list) else [value]
    return {(key, option) for option in values if isinstance(option, str)}
