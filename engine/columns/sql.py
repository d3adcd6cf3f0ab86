"""The same conditions as one SQL statement, for tables of answers that outgrow this machine.

The table holds what `as_table` writes: a column of text for each question, empty or NULL where it is left open, lists
with semicolons between the options; and a key. The statement gives, for each key, every fact and rule (TRUE, FALSE, or
NULL for unknown: AND, OR and NOT of SQL are Kleene's), the properties that are out, the regions that are closed, and
what triage comes to. It is written for DuckDB; sqlglot puts it into other dialects. To point it elsewhere, load the
table there under any name, and run `sql(knowledge, table=..., key=..., dialect="trino")`.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator

from ..condition import All, AnyOf, AtLeast, Between, Condition, Holds, Is, Not, unparse
from ..gist import denied
from ..knowledge import Knowledge
from ..model import Fact, Product, Question, TriageRule
from ..person import questions_in
from ..stages.triage import NOT_SURE_AT_MOST
from ..truth import NOT_SURE, Truth
from .regions import WHOLE_BODY

DIALECT = "duckdb"
TABLE, KEY = "answers", "id"
LINE = ",\n  "


def sql(knowledge: Knowledge, table: str = TABLE, key: str = KEY, dialect: str = DIALECT) -> str:
    """Return the statement for a table of answers, in the dialect of a database that sqlglot knows.

    Raises:
        ValueError: no such dialect.
        ModuleNotFoundError: another dialect than DuckDB's is wanted, and sqlglot is not installed.
    """
    text = _Statement(knowledge, table, key).text()
    if dialect == DIALECT:
        return text
    import sqlglot

    return sqlglot.transpile(text, read=DIALECT, write=dialect, pretty=True)[0] + "\n"


def dialects() -> tuple[str, ...]:
    """Return the dialects that sqlglot writes."""
    import sqlglot

    return tuple(sorted(name for name in sqlglot.dialects.DIALECTS if name != "Dialect"))


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


class _Columns:
    """Columns that are worked out from one another, in layers: each from those of the layers below."""

    def __init__(self) -> None:
        self._depth: dict[str, int] = {}
        self.layers: list[list[str]] = []
        self._deepest = [0]

    def name(self, name: str, make: Callable[[], str]) -> str:
        """Return the quoted name of a column, which is worked out the first time that it is wanted."""
        if name not in self._depth:
            self._deepest.append(0)
            expression = make()
            depth = self._deepest.pop()
            self._depth[name] = depth + 1
            while len(self.layers) <= depth:
                self.layers.append([])
            self.layers[depth].append(f"{expression} AS {quoted(name)}")
        self._deepest[-1] = max(self._deepest[-1], self._depth[name])
        return quoted(name)


class _Statement:
    """The statement, column by column; `open_as` is that of `Person.truth`."""

    def __init__(self, knowledge: Knowledge, table: str, key: str) -> None:
        self._knowledge, self._table, self._key = knowledge, table, key
        self._columns = _Columns()
        self._as_given = False

    def text(self) -> str:
        """Return the whole statement."""
        wanted = [f"{column} AS {quoted(name)}" for name, column in self._wanted()]
        cells = [f"TRIM(COALESCE({quoted(name)}, '')) AS {quoted(name)}" for name in self._knowledge.questions]
        parts = [f"layer_0 AS (\nSELECT\n  {LINE.join((quoted(self._key), *cells))}\nFROM {quoted(self._table)}\n)"]
        for i, layer in enumerate(self._columns.layers):
            parts.append(f"layer_{i + 1} AS (\nSELECT\n  {LINE.join((f'layer_{i}.*', *layer))}\nFROM layer_{i}\n)")
        last = f"layer_{len(self._columns.layers)}"
        return f"WITH {', '.join(parts)}\nSELECT\n  {LINE.join((quoted(self._key), *wanted))}\nFROM {last}\n"

    def _wanted(self) -> Iterator[tuple[str, str]]:
        """Yield the names and columns of the result."""
        knowledge = self._knowledge
        yield from ((f"fact {x.id}", self._fact(x.id, None)) for x in knowledge.facts.values() if not x.has_value)
        yield from ((f"rule {name}", self._rule(name)) for name in knowledge.rules)
        yield from ((f"out {prop}", self._out(prop)) for prop in knowledge.properties)
        yield from ((f"closed {region}", self._closed_region(region)) for region in knowledge.regions)
        yield "disposition", self._columns.name("disposition", self._disposition)
        yield "closed", self._columns.name("closed", self._closed)

    # ----------------------------------------------------------------- truth
    def _truth(self, tree: Condition, open_as: Truth) -> str:
        match tree:
            case Holds(name):
                return self._fact(name, open_as)
            case All(()) | AnyOf(()):
                return _word(isinstance(tree, All))
            case All(items):
                return _joined(" AND ", (self._truth(item, open_as) for item in items))
            case AnyOf(items):
                return _joined(" OR ", (self._truth(item, open_as) for item in items))
            case Not(item):
                return f"(NOT {self._truth(item, None if open_as is None else not open_as)})"
            case AtLeast(n, items):
                return self._count(items, n, None, open_as)
            case Is(name, _) | Between(name, _, _):
                fact = self._knowledge.facts.get(name)
                return self._test(tree, open_as) if fact is None else self._of_fact(fact, tree, open_as)

    def _rule(self, name: str) -> str:
        return self._columns.name(f"rule {name}", lambda: self._truth(self._knowledge.rules[name].when, None))

    def _fact(self, name: str, open_as: Truth) -> str:
        fact, mark = self._knowledge.facts[name], f"{_mark(open_as)}{self._given}"
        if fact.when is None:
            return self._columns.name(f"fact {name}{mark}", lambda: self._below_norm(fact, open_as))
        when = fact.when
        return self._columns.name(f"fact {name}{mark}", lambda: self._truth(when, open_as))

    @property
    def _given(self) -> str:
        return " as given" if self._as_given else ""

    # ------------------------------------------------------------- questions
    def _state(self, name: str) -> str:
        question = self._knowledge.questions[name]
        return self._columns.name(f"state {name}{self._given}", lambda: self._find_state(question))

    def _find_state(self, question: Question) -> str:
        cell = quoted(question.id)
        says = f"{cell} NOT IN ('', {literal(NOT_SURE)})"
        cases = [f"WHEN {says} THEN 'answered'"]
        if question.enable_when is not None and not self._as_given:
            enable = question.enable_when
            asked = self._columns.name(f"asked {question.id}", lambda: self._truth(enable, None))
            cases.insert(0, f"WHEN NOT COALESCE({asked}, TRUE) THEN 'not_applicable'")
            if question.measured:
                cases.insert(0, f"WHEN {says} AND NOT COALESCE({asked}, FALSE) THEN 'ruled_out'")
        if question.skippable:
            return f"CASE {' '.join(cases)} ELSE 'not_applicable' END"
        return f"CASE {' '.join(cases)} WHEN {cell} = {literal(NOT_SURE)} THEN 'not_sure' ELSE 'open' END"

    def _test(self, test: Is | Between, open_as: Truth) -> str:
        met, state = self._meets(test), self._state(test.name)
        left = "" if open_as is None else f" WHEN 'open' THEN {_word(open_as)}"
        measured = f" WHEN 'ruled_out' THEN NULLIF({met}, TRUE)"
        ruled_out = measured if self._knowledge.questions[test.name].measured else ""
        return (
            f"CASE {state} WHEN 'answered' THEN {met} WHEN 'not_applicable' THEN FALSE{left}{ruled_out} ELSE NULL END"
        )

    def _meets(self, test: Is | Between) -> str:
        if isinstance(test, Between):
            return _within(_number(test.name), test.low, test.high)
        if self._knowledge.questions[test.name].type != "many_of":
            return f"({quoted(test.name)} IN ({', '.join(map(literal, test.values))}))"
        met = " OR ".join(_ticked(test.name, value) for value in test.values)
        return f"CASE WHEN {met} THEN TRUE WHEN {_ticked(test.name, NOT_SURE)} THEN NULL ELSE FALSE END"

    # -------------------------------------------------------- computed facts
    def _of_fact(self, fact: Fact, test: Is | Between, open_as: Truth) -> str:
        if fact.count is not None:
            assert isinstance(test, Between)
            names = {name for item in fact.count for name in questions_in(item, self._knowledge)}
            moot = " AND ".join(f"{self._state(name)} = 'not_applicable'" for name in sorted(names))
            return f"CASE WHEN {moot} THEN FALSE ELSE {self._count(fact.count, test.low, test.high, open_as)} END"
        if fact.product is not None:
            assert isinstance(test, Is)
            return self._band(fact.product, test, open_as)
        assert isinstance(test, Between)
        return self._gap(fact, test, open_as)

    def _count(self, items: tuple[Condition, ...], low: float | None, high: float | None, open_as: Truth) -> str:
        """Return whether the number of true items lies between two bounds, whatever the unknown ones are."""
        columns = [self._item(item, open_as) for item in items]
        least = " + ".join(f"CASE WHEN {x} THEN 1 ELSE 0 END" for x in columns)
        most = " + ".join(f"CASE WHEN COALESCE({x}, TRUE) THEN 1 ELSE 0 END" for x in columns)
        from_, to = 0 if low is None else math.ceil(low), len(items) if high is None else math.floor(high)
        return (
            f"CASE WHEN ({least}) >= {from_} AND ({most}) <= {to} THEN TRUE"
            f" WHEN ({most}) < {from_} OR ({least}) > {to} THEN FALSE ELSE NULL END"
        )

    def _item(self, item: Condition, open_as: Truth) -> str:
        name = f"item {_in_short(item)}{_mark(open_as)}{self._given}"
        return self._columns.name(name, lambda: self._truth(item, open_as))

    def _gap(self, fact: Fact, test: Between, open_as: Truth) -> str:
        names = fact.gap or fact.gap_percent
        assert names is not None
        one, other = map(_number, names)
        gap = f"ABS({one} - {other})"
        worth = gap if fact.gap else f"(100 * {gap} / GREATEST({one}, {other}, 1))"
        return self._computed(names, names, _within(worth, test.low, test.high), open_as)

    def _below_norm(self, fact: Fact, open_as: Truth) -> str:
        rule = fact.below_norm
        assert rule is not None
        low = " OR ".join(
            f"({_within(_number(rule.by), x.at_least, x.at_most)} AND {_number(rule.of)} < {x.under:g})"
            for x in rule.norms
        )
        return self._computed((rule.of, rule.by), (rule.of, rule.by), f"({low})", open_as)

    def _band(self, product: Product, test: Is, open_as: Truth) -> str:
        needed = tuple(name for name in product.of if "na" not in product.values.get(name, {}))
        score = " * ".join(self._factor(name, product.values.get(name, {})) for name in product.of)
        bands = " ".join(
            f"WHEN {_within(f'({score})', x.at_least, x.at_most)} THEN {_word(name in test.values)}"
            for name, x in product.bands.items()
        )
        return self._computed(product.of, needed, f"CASE {bands} ELSE FALSE END", open_as)

    def _factor(self, name: str, worth: dict[str, float]) -> str:
        given = _number(name)
        if not self._knowledge.questions[name].is_number:
            choices = (
                f"WHEN {literal(option)} THEN {worth[option]:g}" for option in self._knowledge.questions[name].choices
            )
            given = f"CASE {quoted(name)} {' '.join(choices)} END"
        if "na" not in worth:
            return given
        return f"CASE {self._state(name)} WHEN 'not_applicable' THEN {worth['na']:g} ELSE {given} END"

    def _computed(self, names: Iterable[str], needed: Iterable[str], met: str, open_as: Truth) -> str:
        """Return the truth of what was worked out from answers; a test that is ruled out makes nothing true."""
        states = [self._state(name) for name in names]
        moot = " OR ".join(f"{self._state(name)} = 'not_applicable'" for name in needed)

        def some(state: str) -> str:
            return " OR ".join(f"{x} = '{state}'" for x in states)

        return (
            f"CASE WHEN {moot} THEN FALSE WHEN {some('not_sure')} THEN NULL WHEN {some('open')} THEN {_word(open_as)}"
            f" WHEN {some('ruled_out')} THEN NULLIF({met}, TRUE) ELSE {met} END"
        )

    # ---------------------------------------------------------------- stages
    def _out(self, prop: str) -> str:
        return self._columns.name(f"out {prop}", lambda: self._find_out(prop))

    def _find_out(self, prop: str) -> str:
        knowledge = self._knowledge
        rules = [self._rule(x.id) for x in knowledge.exclusions if x.do == "exclude" and prop in x.for_]
        stages = [x for x in knowledge.vocabulary.strict_stages if prop in set(denied(knowledge, x))]
        live = [*rules, *(self._fact(stage, None) for stage in stages)]
        return " OR ".join(f"COALESCE({x}, TRUE)" for x in live) or "FALSE"

    def _disposition(self) -> str:
        gravest = self._columns.name("severity", self._gravest)
        words = (f"WHEN {place} THEN {literal(name)}" for name, place in self._knowledge.severity.items())
        return f"CASE {gravest} {' '.join(words)} END"

    def _gravest(self) -> str:
        severity = self._knowledge.severity
        least = f"CASE WHEN {self._contradicted()} THEN {severity['not_known_yet']} ELSE {severity['self_care']} END"
        return f"GREATEST({', '.join((least, *map(self._severity, self._knowledge.triage)))})"

    def _severity(self, rule: TriageRule) -> str:
        severity = self._knowledge.severity
        own, unsure = severity[rule.disposition], min(severity[rule.disposition], severity[NOT_SURE_AT_MOST])
        doubt = self._columns.name(f"doubt {rule.id}", lambda: f"COALESCE({self._truth(rule.when, False)}, TRUE)")
        truth, unknown = self._rule(rule.id), severity["not_known_yet"]
        left = f"CASE WHEN {doubt} THEN {unsure} ELSE {unknown} END"
        return f"CASE WHEN {truth} THEN {own} WHEN {truth} IS NULL THEN {left} ELSE 0 END"

    def _closed(self) -> str:
        knowledge = self._knowledge
        closing = [f"COALESCE({self._rule(x.id)}, TRUE)" for x in knowledge.triage if x.effect == "closed"]
        unknown = [f"{self._rule(x.id)} IS NULL" for x in knowledge.triage if x.effect != "closed"]
        regions = _joined(" AND ", (self._closed_region(region) for region in knowledge.regions))
        return " OR ".join((self._contradicted(), *closing, *unknown, regions))

    def _closed_region(self, region: str) -> str:
        return self._columns.name(f"closed {region}", lambda: " OR ".join(self._closing(region)) or "FALSE")

    def _closing(self, region: str) -> Iterator[str]:
        for rule in self._knowledge.triage:
            if rule.effect == "region_closed" and rule.regions == "marked":
                meant = f"({self._nowhere()} OR {self._marked((region,))})"
                yield f"(COALESCE({self._rule(rule.id)}, FALSE) AND {meant})"
            elif rule.effect == "region_closed" and region in rule.regions:
                yield f"COALESCE({self._rule(rule.id)}, FALSE)"

    def _nowhere(self) -> str:
        return f"(NOT {self._marked(self._knowledge.regions)} OR {self._marked((WHOLE_BODY,))})"

    def _marked(self, regions: Iterable[str]) -> str:
        ticked = " OR ".join(_ticked("regions", region) for region in regions)
        return f"({self._state('regions')} = 'answered' AND ({ticked}))"

    def _contradicted(self) -> str:
        return self._columns.name("contradicted", self._find_contradictions)

    def _find_contradictions(self) -> str:
        self._as_given = True
        found = [f"COALESCE({self._truth(item.when, None)}, FALSE)" for item in self._knowledge.contradictions]
        self._as_given = False
        return " OR ".join(found) or "FALSE"


def _joined(word: str, parts: Iterable[str]) -> str:
    return f"({word.join(parts)})"


def _mark(open_as: Truth) -> str:
    return "" if open_as is None else f" open as {_word(open_as).lower()}"


def _word(truth: Truth) -> str:
    return {True: "TRUE", False: "FALSE", None: "NULL"}[truth]


def _number(name: str) -> str:
    return f"TRY_CAST({quoted(name)} AS DOUBLE)"


def _within(number: str, low: float | None, high: float | None) -> str:
    bounds = [f"{number} >= {low:g}" if low is not None else "", f"{number} <= {high:g}" if high is not None else ""]
    return f"({' AND '.join(filter(None, bounds))})"


def _ticked(name: str, option: str) -> str:
    return f"STRPOS(';' || {quoted(name)} || ';', {literal(f';{option};')}) > 0"


def _in_short(tree: Condition) -> str:
    """Return a condition in one line, as the name of a column."""
    return json.dumps(unparse(tree)).replace('"', "")
