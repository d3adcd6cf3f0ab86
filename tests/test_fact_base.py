"""data/ says what the fact base says: every example, urgency, effect, verdict, sentence and ordinary story."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings

import engine
from engine.condition import parse
from engine.model import ExclusionRule, LevelRule
from engine.person import Person
from engine.results import Assessment
from tests.draws import Answers, consistent_answers, the_knowledge
from tests.naive import (
    Reader,
    book_of_data,
    expected_well_woman,
    named,
    options_read,
    plain_yaml,
    roots,
    rows,
    sentences,
)

K = the_knowledge()
BOOK = book_of_data()
WELL = expected_well_woman()
FACTS = rows("facts.csv")
LOGIC = [row for row in rows("logic.csv") if row["when"]]
FLAGS = {row["id"]: row for row in rows("red_flags.csv")}
EFFECTS = {
    "block_all": "closed",
    "block_region": "region_closed",
    "cap_L1": "cap",
    "allow_cautious": "notice",
    "none": "notice",
}
URGENT = ("same_day", "emergency_now")

# Rows that no rule of data/ carries, each with its reason.
NOT_A_RULE = {
    "RF107": "Support only: data/triage/support.yaml shows it beside its own question, and nothing is kept.",
    "RF078": "A list of stop signs, shown with every plan: data/triage/stop_signs.yaml.",
}


def answers_from(differences: dict[str, Any]) -> Answers:
    merged = {**WELL, **differences}
    return {name: value for name, value in merged.items() if value is not None}


def person_from(example: str) -> Person:
    return Person(answers_from({k: v for k, v in json.loads(example).items() if k != "="}), K)


def carriers(ref: str) -> list[Any]:
    return [rule for rule in K.rules.values() if ref in (rule.ref, *rule.also)]


def test_the_well_woman_of_data_is_the_expected_one() -> None:
    assert dict(K.well_woman) == WELL


# ------------------------------------------------------------- facts and logic
@pytest.mark.parametrize("row", FACTS, ids=lambda row: row["id"])
def test_every_expected_example_of_a_fact(row: dict[str, str]) -> None:
    for column, expected in (("true_example", True), ("false_example", False), ("open_example", None)):
        if row[column]:
            fact = K.facts[row["id"]]
            value = json.loads(row[column]).get("=")
            tree = parse({fact.id: value} if fact.has_value else fact.id)
            assert person_from(row[column]).truth(tree) is expected, column


FINDINGS = [row for row in LOGIC if row["ref"].startswith(("RF", "CF")) and row["ref"] not in NOT_A_RULE]


@pytest.mark.parametrize("row", FINDINGS, ids=lambda row: row["ref"])
def test_every_expected_example_of_a_rule(row: dict[str, str]) -> None:
    [rule] = [rule for rule in (*K.triage, *K.findings) if rule.ref == row["ref"]]
    assert person_from(row["true_example"]).truth(rule.when) is True
    assert person_from(row["false_example"]).truth(rule.when) is False


ENTRIES_AND_TESTS = [row for row in LOGIC if row["ref"].startswith(("PR", "ST"))]


@pytest.mark.parametrize("row", ENTRIES_AND_TESTS, ids=lambda row: row["ref"])
def test_every_other_expected_condition_is_read_alike(row: dict[str, str]) -> None:
    tree = parse(plain_yaml(row["when"]))
    assert person_from(row["true_example"]).truth(tree) is True
    assert person_from(row["false_example"]).truth(tree) is False
    own = [fact for fact in K.facts.values() if fact.ref == row["ref"]]
    for fact in own if len(own) == 1 else ():
        assert person_from(row["true_example"]).fact(fact.id) is True
        assert person_from(row["false_example"]).fact(fact.id) is False


# ------------------------------------------------------------------- red flags
RED = [row for row in LOGIC if row["ref"].startswith("RF") and row["ref"] not in NOT_A_RULE]


def expected_of(ref: str) -> tuple[str, str]:
    """Return the urgency and the effect that a row of red_flags.csv demands; 'RF043>same_day' raises it."""
    base, _, raised = ref.partition(">")
    urgency = (raised or FLAGS[base]["urgency"]).replace("-", "_")
    raised_effect = "closed" if raised in URGENT else "notice"
    effect = raised_effect if raised else EFFECTS[FLAGS[base]["plan_effect"]]
    return urgency, "closed" if urgency in URGENT else effect


@pytest.mark.parametrize("row", RED, ids=lambda row: row["ref"])
def test_every_red_flag_is_as_urgent_and_does_what_its_row_says(row: dict[str, str]) -> None:
    urgency, effect = expected_of(row["ref"])
    [rule] = [rule for rule in K.triage if rule.ref == row["ref"]]
    assert (rule.disposition, rule.effect) == (urgency, effect)
    result = engine.assess(answers_from(json.loads(row["true_example"])), K)
    assert rule.id in {flag.rule for flag in result.triage.fired}
    assert K.severity[result.triage.disposition] >= K.severity[urgency]
    assert result.triage.closed or effect != "closed"
    assert result.triage.cap <= 1 or result.triage.closed or effect != "cap"
    if effect == "region_closed":
        named_regions = set(FLAGS[row["ref"].partition(">")[0]]["region"].split(";"))
        assert result.triage.closed or named_regions & result.triage.closed_regions or rule.regions == "marked"


@pytest.mark.parametrize("row", RED, ids=lambda row: row["ref"])
def test_every_near_miss_leaves_its_rule_silent(row: dict[str, str]) -> None:
    [rule] = [rule for rule in K.triage if rule.ref == row["ref"]]
    result = engine.assess(answers_from(json.loads(row["false_example"])), K)
    assert rule.id not in {flag.rule for flag in result.triage.red_flags}


# ------------------------------------------------------ coverage by row id
def carried() -> set[str]:
    """Return every row id of the fact base that something in data/ carries."""
    found = {ref for rule in K.rules.values() for ref in (rule.ref, *rule.also)}
    found |= {verdict.ref for stage in K.verdicts.values() for verdict in stage.verdicts.values()}
    found |= {item.ref for group in (K.advisories, K.stop_signs) for item in group}
    found |= {pattern.ref for pattern in K.patterns.values()} | {K.support.ref}
    return {ref.partition(">")[0] for ref in found}


TABLES = ("red_flags.csv", "contraindications.csv", "condition_findings.csv", "conditions.csv")


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_the_fact_base_is_carried_by_something_in_data(table: str) -> None:
    assert [row["id"] for row in rows(table) if row["id"] not in carried()] == []


def test_nothing_in_data_claims_a_row_that_does_not_exist() -> None:
    known = {row["id"] for table in TABLES for row in rows(table)}
    kinds = ("RF", "CI", "CF", "CO")
    assert sorted(ref for ref in carried() if ref.startswith(kinds) and ref not in known) == []


@pytest.mark.parametrize("row", rows("condition_findings.csv"), ids=lambda row: row["id"])
def test_every_finding_weighs_what_its_row_says(row: dict[str, str]) -> None:
    [rule] = [rule for rule in K.findings if rule.ref == row["id"]]
    assert K.patterns[rule.pattern].ref == row["condition_id"]
    assert (rule.direction, rule.weight, rule.required) == (row["direction"], row["weight"], row["required"] == "yes")
    assert (rule.test or "") == row["test"]


# -------------------------------------------------------------- contraindications
@pytest.mark.parametrize("row", rows("stage_verdicts.csv"), ids=lambda row: f"{row['stage']}-{row['property']}")
def test_every_stage_verdict(row: dict[str, str]) -> None:
    verdict = K.verdicts[row["stage"]].verdicts[row["property"]]
    cap = int(row["cap"]) if row["cap"] else None
    assert (verdict.verdict, verdict.cap, verdict.ref) == (row["verdict"], cap, row["origin"])
    assert verdict.note or not row["note"]


def test_every_stage_judges_every_property() -> None:
    assert set(K.verdicts) == set(K.vocabulary.strict_stages)
    for stage in K.verdicts.values():
        assert set(stage.verdicts) == set(K.properties)


CONTRAINDICATIONS = [
    row for row in rows("contraindications.csv") if row["action"] in ("exclude", "cap_level", "modify")
]


@pytest.mark.parametrize("row", CONTRAINDICATIONS, ids=lambda row: row["id"])
def test_every_contraindication_does_what_its_row_says(row: dict[str, str]) -> None:
    stage = K.verdicts.get(row["context"])
    if stage is not None and row["property"] in stage.verdicts:
        assert stage.verdicts[row["property"]].verdict in (row["action"], "exclude")
        return
    rules = [rule for rule in carriers(row["id"]) if isinstance(rule, ExclusionRule | LevelRule)]
    assert rules, "no rule of exclusions or levels carries it"
    assert any(_does(rule, row) for rule in rules), [(rule.id, rule.for_) for rule in rules]


def _does(rule: ExclusionRule | LevelRule, row: dict[str, str]) -> bool:
    concerned = rule.for_ == "all" if row["property"] == "ALL" else row["property"] in rule.for_
    if isinstance(rule, ExclusionRule):
        return concerned and row["action"] == "exclude" and rule.do == "exclude"
    cap = int(row["max_level"]) if row["max_level"] else None
    wanted = ("plan" if row["scope"] == "plan" else tuple(row["scope_region"].split(";"))) if row["scope"] else "plan"
    scope = "marked" if wanted == ("marked",) else wanted
    return concerned and row["action"] != "exclude" and rule.demand_at_most == cap and rule.scope == scope


# ---------------------------------------------------------------------- never
def offered(result: Assessment) -> Iterator[tuple[Any, Any]]:
    """Yield every exercise and level that she may be given."""
    for exercise in K.exercises.values() if not result.triage.closed else ():
        for level in exercise.levels:
            if result.levels.ladders[exercise.slug].rung(level.id).permitted:
                yield exercise, level


def refuted(result: Assessment, never: dict[str, Any]) -> list[str]:
    """Return what she may be given against a sentence of never.yaml, by this library or any other."""
    if never.get("programme"):
        return [] if result.triage.closed and not result.programme.chosen else ["a programme"]
    if result.triage.closed:
        return []
    found = [f"{x}: allowed" for x in never.get("properties", []) if x not in result.exclusions.properties]
    if min(result.triage.cap, result.levels.plan_cap) > never.get("demand_over", 5):
        found.append("no cap")
    for exercise, level in offered(result):
        found += [f"{level.id}: {prop}" for prop in never.get("properties", []) if prop in level.properties]
        if level.demand > never.get("demand_over", 5):
            found.append(f"{level.id}: demand {level.demand}")
        names = " / ".join((exercise.name, level.title, *exercise.also_called)).lower()
        found += [f"{level.id}: {family}" for family in never.get("families", []) if family in names]
    words = str(result.explanation).lower()
    return found + [word for word in never.get("wording", []) if word in words]


NEVER = sentences("never.yaml")


def meets(answers: Answers, who: dict[str, Any]) -> bool:
    reader = Reader(BOOK, answers)
    return all(reader.true({key: value}) is True for key, value in who.items())


@pytest.mark.parametrize("sentence", NEVER, ids=lambda sentence: sentence["id"])
def test_never_for_its_own_person(sentence: dict[str, Any]) -> None:
    answers = answers_from(sentence["person"])
    assert meets(answers, sentence["who"])
    result = engine.assess(answers, K)
    assert refuted(result, sentence["never"]) == []
    assert result.triage.closed == bool(sentence["never"].get("programme"))


# Sentences that the fact base itself lifts in one case; that answer is held at what the sentence's person says.
LIFTED_BY = {
    "eating-and-more-exercise": "team_agreed",  # CI239b to CI239e: level 2, with care, after a medical review
}


def needed(sentence: dict[str, Any]) -> Answers:
    """Return the answers of a sentence's person that make it apply to her, and that make them asked."""
    names = roots({name for key, value in sentence["who"].items() for name in named({key: value})}, BOOK)
    names |= {LIFTED_BY[sentence["id"]]} if sentence["id"] in LIFTED_BY else set()
    while True:
        trees = [BOOK.questions[name]["enable_when"] for name in names if "enable_when" in BOOK.questions[name]]
        gates = roots({name for tree in trees for name in named(tree)}, BOOK)
        if gates <= names:
            return {name: value for name, value in answers_from(sentence["person"]).items() if name in names}
        names |= gates


@pytest.mark.parametrize("sentence", NEVER, ids=lambda sentence: sentence["id"])
def test_never_for_anybody_it_is_about(sentence: dict[str, Any]) -> None:
    met = []

    @settings(max_examples=15)
    @given(consistent_answers(K, needed(sentence)))
    def law(answers: Answers) -> None:
        assume(meets(answers, sentence["who"]))
        met.append(answers)
        assert refuted(engine.assess(answers, K), sentence["never"]) == []

    law()
    assert met


# -------------------------------------------------------------------- ordinary
STORIES = sentences("ordinary.yaml")
MILD = ("self_care", "routine_referral")


def alarms(answers: Answers) -> list[str]:
    """Return what is too much for an ordinary story."""
    result = engine.assess(answers, K)
    found = [] if result.triage.disposition in MILD else [result.triage.disposition]
    found += ["closed"] if result.triage.closed else []
    return found or ([] if result.programme.chosen else ["no exercise"])


def read_by_the_fact_base() -> set[tuple[str, str]]:
    """Return the (question, option) pairs that any expected condition, or any question's gate, reads."""
    trees = [plain_yaml(row["when"]) for row in (*LOGIC, *FACTS) if row["when"]]
    trees += [tree for row in FACTS if row["compute"] == "count" for tree in json.loads(row["table"])["of"]]
    trees += [question["enable_when"] for question in BOOK.questions.values() if "enable_when" in question]
    return {pair for tree in trees for pair in options_read(tree)}


def harmless() -> list[tuple[str, str]]:
    """Return the options of danger lists that no expected condition reads: answers kept to tell apart."""
    read = read_by_the_fact_base()
    return [
        (question.id, option)
        for question in K.questions.values()
        if question.section == "danger_signs" and question.type == "many_of"
        for option in question.choices
        if option != "none" and (question.id, option) not in read
    ]


HARMLESS = harmless()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_ordinary_stories_raise_no_alarm(story: dict[str, Any]) -> None:
    assert alarms(answers_from(story["answers"])) == []


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_ordinary_stories_with_a_harmless_answer_more_raise_no_alarm(story: dict[str, Any]) -> None:
    answers = answers_from(story["answers"])
    person = Person(answers, K)
    for question, option in HARMLESS:
        if person.state(question)[0] == "answered" and option not in answers[question]:
            ticked = [x for x in answers[question] if x != "none"] + [option]
            assert alarms({**answers, question: ticked}) == [], (question, option)


def test_there_are_harmless_answers_to_add() -> None:
    assert len(HARMLESS) >= 9
