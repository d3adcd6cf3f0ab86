"""No danger sign fires on a stereotype: age, pregnancy, size, sport or a wish alone is no sign."""

import pytest

import engine
from engine import Knowledge

SAID_OF_NOBODY_IN_PARTICULAR = [
    {"bone_detail": ["low_weight"], "health_areas": ["bones"], "bone_scan": "normal"},
    {"habits": ["runs_dances", "heels", "lifts"]},
    {"goals": ["back_to_sport", "less_pain"]},
    {"breast_bra": ["grooves_rash"], "regions": ["upper_back"], "how_long": "over_3_months_same"},
    {"experience": "inactive", "sitting_hours": "over_8"},
    {"birth_or_loss": "earlier"},
]


def _answered(knowledge: Knowledge, given: dict) -> dict:
    """Answer everything that is asked of her harmlessly."""
    answers = {**knowledge.well_woman, **given}
    for _ in range(4):
        for step in engine.steps(answers, knowledge):
            for question in step.questions:
                if question.id in step.open:
                    answers[question.id] = _harmless(question)
    return answers


def _harmless(question: engine.Question) -> object:
    if question.is_number:
        return question.min
    if question.type == "many_of":
        return ["none"] if "none" in question.choices else [next(iter(question.choices))]
    calm = ("steady", "under_1h", "easily", "over", "done", "no", "never", "over_3_months_same")
    return next((x for x in calm if x in question.choices), next(iter(question.choices)))


@pytest.mark.parametrize("age", [16, 17, 18, 25, 39, 44, 45, 49, 50, 59, 60, 64, 65, 74, 85, 110])
def test_age_alone_is_no_danger_sign(knowledge: Knowledge, age: int) -> None:
    result = engine.assess(_answered(knowledge, {"age": age}), knowledge)
    assert result.triage.fired == ()
    assert result.triage.disposition == "self_care"


@pytest.mark.parametrize("week", [1, 8, 13, 14, 20, 24, 27, 28, 36, 41])
def test_pregnancy_alone_is_no_danger_sign(knowledge: Knowledge, week: int) -> None:
    result = engine.assess(_answered(knowledge, {"pregnant": "yes", "pregnancy_week": week}), knowledge)
    assert result.triage.fired == ()
    assert result.programme.chosen


@pytest.mark.parametrize("weeks", [0, 5, 6, 11, 12, 25, 26, 52])
@pytest.mark.parametrize("birth", ["vaginal", "caesarean", "loss_early", "loss_late"])
def test_a_birth_or_loss_alone_is_no_danger_sign(knowledge: Knowledge, birth: str, weeks: int) -> None:
    given = {"birth_or_loss": birth, "weeks_since_birth": weeks}
    result = engine.assess(_answered(knowledge, given), knowledge)
    assert result.triage.fired == ()
    assert result.programme.chosen


@pytest.mark.parametrize("given", SAID_OF_NOBODY_IN_PARTICULAR, ids=str)
def test_size_sport_and_habits_are_no_danger_signs(knowledge: Knowledge, given: dict) -> None:
    result = engine.assess(_answered(knowledge, given), knowledge)
    assert result.triage.fired == ()
