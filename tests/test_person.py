"""Reading conditions for one person: the four kinds of not knowing, computed facts, grounds, doubt."""

from collections.abc import Iterator
from typing import Any

import pytest

import engine
from engine.condition import Between, Condition, Is, names, parse
from engine.model import Examples, Fact
from engine.person import Person
from engine.stages.facts import contradictions
from engine.truth import Truth
from tests.draws import the_knowledge, whole

K = the_knowledge()


def person(**differences: Any) -> Person:
    return Person(whole(K, differences), K)


def truth(raw: Any, **differences: Any) -> Truth:
    return person(**differences).truth(parse(raw))


# ------------------------------------------------- four kinds of not knowing
def test_a_question_that_is_not_asked_is_false() -> None:
    assert person().state("pregnancy_week") == ("not_applicable", None)
    assert truth({"pregnancy_week": {"at_least": 1}}) is False


def test_an_answer_to_a_question_that_is_not_asked_does_not_count() -> None:
    assert person(pregnancy_week=20).state("pregnancy_week") == ("not_applicable", None)
    assert truth({"pregnancy_week": {"at_least": 1}}, pregnancy_week=20) is False


def test_a_question_that_may_be_asked_counts_as_asked() -> None:
    assert person(pregnant=None).is_asked("pregnancy_week") is None
    assert person(pregnant=None).state("pregnancy_week") == ("open", None)
    assert truth({"pregnancy_week": {"at_least": 1}}, pregnant=None) is None
    assert truth({"pregnancy_week": {"at_least": 14}}, pregnant=None, pregnancy_week=20) is True


@pytest.mark.parametrize(("given", "state"), [(None, "open"), ("not_sure", "not_sure")])
def test_open_and_not_sure_are_both_unknown_and_told_apart(given: Any, state: str) -> None:
    assert person(pregnant="yes", pregnancy_week=given).state("pregnancy_week") == (state, None)
    assert truth({"pregnancy_week": {"at_least": 14}}, pregnant="yes", pregnancy_week=given) is None


@pytest.mark.parametrize("given", [None, "not_sure"])
def test_a_measurement_not_taken_is_neither_unknown_nor_evidence(given: Any) -> None:
    assert person(thomas_test=given).state("thomas_test") == ("not_applicable", None)
    assert truth({"thomas_test": "thigh_above"}, thomas_test=given) is False


def test_a_private_question_skipped_is_not_applicable() -> None:
    for name in (question.id for question in K.questions.values() if question.optional):
        assert person(**{name: None}).state(name) == ("not_applicable", None)


def test_never_scanned_is_an_answer() -> None:
    old = {"age": 70, "signs_later": ["none"], "menopause": "over", "bone_detail": ["none"], "floor": "easily"}
    assert person(**old, bone_scan="never").state("bone_scan") == ("answered", "never")
    assert person(**old, bone_scan="never").fact("bone_unknown") is True


# ---------------------------------------------------------------- multi-choice
@pytest.mark.parametrize(
    ("ticked", "expected"),
    [
        (["none"], False),
        (["neck"], True),
        (["knee"], False),
        (["neck", "knee"], True),
        (None, None),
    ],
)
def test_an_unticked_item_is_no_once_the_list_is_answered(ticked: Any, expected: Truth) -> None:
    assert truth({"regions": ["neck", "head"]}, regions=ticked) is expected


def test_not_sure_in_a_list_leaves_the_unticked_unknown() -> None:
    ticked = ["fever_back", "not_sure"]
    assert truth({"signs_unwell": "fever_back"}, signs_unwell=ticked) is True
    assert truth({"signs_unwell": "sweats"}, signs_unwell=ticked) is None


def test_chosen_leaves_out_none_and_not_sure() -> None:
    assert person(signs_unwell=["fever_back", "not_sure"]).chosen("signs_unwell") == ("fever_back",)
    assert person().chosen("regions") == ()
    assert person(regions=None).chosen("regions") == ()


# -------------------------------------------------------------- whole examples
def all_examples() -> Iterator[tuple[str, Condition | Fact, Examples]]:
    for fact in K.facts.values():
        yield f"fact {fact.id}", fact, fact.examples
    for rule in K.rules.values():
        if rule.examples is not None:
            yield f"rule {rule.id}", rule.when, rule.examples


@pytest.mark.parametrize(("name", "subject", "examples"), [pytest.param(*x, id=x[0]) for x in all_examples()])
def test_every_example_in_data_is_what_it_says(name: str, subject: Any, examples: Examples) -> None:
    for expected, given in ((True, examples.true), (False, examples.false), (None, examples.open)):
        for example in given:
            reader = Person(whole(K, {k: v for k, v in example.items() if k != "is"}), K)
            assert reader.truth(_tree(subject, example)) is expected, (name, example)


def _tree(subject: Any, example: dict[str, Any]) -> Condition:
    if not isinstance(subject, Fact):
        return subject  # type: ignore[no-any-return]
    return parse({subject.id: example["is"]} if subject.has_value else subject.id)


@pytest.mark.parametrize("item", K.contradictions, ids=lambda item: item.id)
def test_every_contradiction_knows_its_own_examples(item: Any) -> None:
    for example in item.examples.true:
        assert item in contradictions(example, K)
    for example in (*item.examples.false, *item.examples.open):
        assert item not in contradictions(example, K)


def test_the_well_woman_answers_all_she_is_asked_and_nothing_is_wrong_with_her() -> None:
    well = person()
    for question in K.questions.values():
        assert (well.state(question.id)[0] == "answered") == (question.id in K.well_woman), question.id
    contexts = [fact.id for fact in K.facts.values() if fact.kind in ("context", "stage")]
    assert [name for name in contexts if well.fact(name) is not False] == []
    assert [rule.id for rule in K.triage if well.truth(rule.when) is not False] == []
    assert contradictions(K.well_woman, K) == ()


# --------------------------------------------------------------- computed facts
PAIN = {"regions": ["low_back"], "pain_now": 6, "flare_settle": "over_24h", "flare_ease": "easy"}


@pytest.mark.parametrize(
    ("raw", "differences", "expected"),
    [
        ({"irritability": "high"}, PAIN, True),
        ({"irritability": ["low", "moderate"]}, PAIN, False),
        ({"irritability": "high"}, {**PAIN, "flare_settle": "not_sure"}, None),
        ({"irritability": "high"}, {}, False),
        ({"bendy_five_count": {"at_least": 2}}, {"bendy_five": ["thumb", "splits"]}, True),
        ({"bendy_five_count": {"at_most": 1}}, {"bendy_five": ["thumb", "splits"]}, False),
        ({"bendy_five_count": {"at_least": 2}}, {"bendy_five": None}, False),
        ({"bendy_five_count": {"at_most": 1}}, {"bendy_five": None}, False),
        ({"bridge_side_gap": {"at_least": 21}}, {"single_bridge_left": 10, "single_bridge_right": 6}, True),
        ({"bridge_side_gap": {"at_least": 21}}, {"single_bridge_left": 0, "single_bridge_right": 0}, False),
        ({"bridge_side_gap": {"at_most": 20}}, {"single_bridge_left": None}, False),
        ({"knee_wall_gap": {"at_least": 3}}, {"knee_wall_left_cm": 8, "knee_wall_right_cm": 11}, True),
        ("chair_stands_low", {"age": 67, "signs_later": ["none"], "chair_stands": 10}, True),
        ("chair_stands_low", {"age": 67, "signs_later": ["none"], "chair_stands": 11}, False),
        ("chair_stands_low", {"chair_stands": None}, False),
        ("chair_stands_low", {"age": None, "chair_stands": 3}, None),
    ],
)
def test_computed_facts(raw: Any, differences: dict[str, Any], expected: Truth) -> None:
    assert truth(raw, **differences) is expected


# ------------------------------------------------------------ grounds and doubt
def grounds(raw: Any, **differences: Any) -> frozenset[str]:
    return person(**differences).grounds(parse(raw))


def test_the_grounds_of_a_truth_are_the_answers_that_make_it_so() -> None:
    either = {"any": [{"regions": "neck"}, {"age": {"at_least": 65}}]}
    assert grounds(either, regions=["neck"]) == {"regions"}
    assert grounds(either) == {"regions", "age"}
    both = {"all": [{"regions": "neck"}, {"age": {"at_most": 40}}]}
    assert grounds(both, regions=["neck"]) == {"regions", "age"}
    assert grounds(both, age=50, regions=["neck"]) == {"age"}


def test_what_is_not_asked_is_grounded_in_what_switches_it_off() -> None:
    assert grounds({"pregnancy_week": {"at_least": 14}}) == {"pregnant"}


def test_facts_are_followed_down_to_answers() -> None:
    assert grounds("pregnancy_t2", pregnant="yes", pregnancy_week=20) <= {"pregnant", "pregnancy_week"}
    assert all(grounds(fact.id) <= set(K.questions) for fact in K.facts.values() if fact.when)


def test_split_tells_answers_from_what_is_missing_in_the_order_of_the_check() -> None:
    used, missing = person(pregnant="yes").split(frozenset({"pregnancy_week", "pregnant", "age"}))
    assert (used, missing) == (("age", "pregnant"), ("pregnancy_week",))


def test_a_list_with_not_sure_in_it_is_still_missing() -> None:
    _, missing = person(signs_unwell=["fever_back", "not_sure"]).split(frozenset({"signs_unwell"}))
    assert missing == ("signs_unwell",)


@pytest.mark.parametrize(
    ("given", "doubtful"),
    [(None, False), (["none"], False), (["not_sure"], True), (["both_legs"], True), (["saddle", "not_sure"], True)],
)
def test_doubt_is_told_from_silence(given: Any, doubtful: bool) -> None:
    assert person(signs_nerves=given).stays_doubtful(parse({"signs_nerves": "both_legs"})) is doubtful


def test_doubt_looks_through_not() -> None:
    tree = parse({"not": {"signs_nerves": "both_legs"}})
    assert person(signs_nerves=None).stays_doubtful(tree) is False
    assert person(signs_nerves=["not_sure"]).stays_doubtful(tree) is True


def test_questions_are_enabled_by_earlier_ones_only() -> None:
    order = {name: place for place, name in enumerate(K.questions)}
    for question in K.questions.values():
        for name in _roots(names(question.enable_when)) if question.enable_when else ():
            assert order[name] < order[question.id], f"{question.id} depends on {name}, which comes later"


def _roots(found: frozenset[str]) -> Iterator[str]:
    for name in found:
        if name in K.questions:
            yield name
        else:
            yield from _roots(_inside(K.facts[name]))


def _inside(fact: Fact) -> frozenset[str]:
    trees = [fact.when] if fact.when else list(fact.count or ())
    numbers = fact.gap or fact.gap_percent or (fact.product.of if fact.product else ())
    norm = (fact.below_norm.of, fact.below_norm.by) if fact.below_norm else ()
    return frozenset().union(*map(names, trees)) | {*numbers, *norm}


def test_comparing_needs_the_right_kind_of_test(knowledge: engine.Knowledge) -> None:
    reader = person()
    assert reader.truth(Is("pregnant", ("no",))) is True
    assert reader.truth(Between("age", 30, 30)) is True
    scored = next(fact for fact in knowledge.facts.values() if fact.has_value)
    with pytest.raises(ValueError, match="has a value: compare it"):
        reader.fact(scored.id)
