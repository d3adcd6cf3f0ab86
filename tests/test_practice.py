"""Practice: a session counts what the dose says, takes no longer than the plan says, and holds nothing held back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import engine
from tests.draws import the_knowledge

KNOWLEDGE = the_knowledge()
READY = KNOWLEDGE.shape.practice.ready_s
WORK = ("reps", "hold", "keep_on")
Sessions = dict[tuple[str, str], engine.Practice]


@pytest.fixture(scope="module")
def sessions(assess: Callable[..., engine.Assessment]) -> Sessions:
    """Every level of the library as a session, for the well woman who trains: all is permitted for her."""
    well = assess(experience="regular")
    levels = [(x.slug, level.id) for x in KNOWLEDGE.exercises.values() for level in x.levels]
    return {key: engine.practice_of_level(well, KNOWLEDGE, key) for key in levels}


def level_of(key: tuple[str, str]) -> engine.Level:
    return next(x for x in KNOWLEDGE.exercises[key[0]].levels if x.id == key[1])


def of_person(name: str) -> engine.Assessment:
    return engine.assess(KNOWLEDGE.answers_of(KNOWLEDGE.people[name]), KNOWLEDGE)


def kinds(session: engine.Practice) -> list[str]:
    return [step.kind for step in session.steps]


def test_a_session_counts_the_smaller_end_of_the_dose_once_for_each_side_and_set(sessions: Sessions) -> None:
    for key, session in sessions.items():
        dose = level_of(key).dose
        sides = ["right", "left"] if dose.each_side else [""]
        work = [step for step in session.steps if step.kind in WORK]
        sets = session.tasks[0].dose.sets[0]
        assert [(step.set, step.side) for step in work] == [(i, side) for i in range(1, sets + 1) for side in sides], (
            key
        )
        assert {step.reps for step in work} == {dose.reps[0] if dose.reps else 0}, key
        assert {step.hold_s for step in work} == {dose.hold_s[0] if dose.hold_s else 0}, key


def test_what_is_not_counted_takes_its_own_time(sessions: Sessions) -> None:
    for key, session in sessions.items():
        dose = level_of(key).dose
        for step in session.steps:
            if step.kind == "hold":
                assert step.seconds == dose.hold_s[0], key  # type: ignore[index]
            elif step.kind == "keep_on":
                assert step.seconds == 60 * dose.minutes[0], key  # type: ignore[index]
            elif step.kind == "reps":
                assert step.seconds > step.reps * step.hold_s, key
            elif step.kind == "rest":
                assert step.seconds == dose.rest_s, key
            elif step.kind == "prepare":
                assert step.seconds == 0, key


def test_rest_is_between_sets_and_a_change_between_sides() -> None:
    key = ("hip-thrusts", "single-leg-hip-thrust")
    session = engine.practice_of_level(of_person("nine-weeks-pregnant"), KNOWLEDGE, key)
    one_set = ["reps", "change", "reps"]
    assert kinds(session) == ["prepare", "ready", *one_set, "rest", *one_set]
    assert [step.side for step in session.steps] == [
        "",
        "right",
        "right",
        "left",
        "left",
        "right",
        "right",
        "left",
        "left",
    ]


def test_a_level_takes_no_longer_than_its_own_time_and_getting_ready(sessions: Sessions) -> None:
    late = {key: x.seconds for key, x in sessions.items() if x.seconds > level_of(key).seconds + READY}
    assert late == {}


@pytest.mark.parametrize("name", KNOWLEDGE.people)
def test_a_programme_is_practised_whole_and_within_its_time(name: str) -> None:
    result = of_person(name)
    session = engine.practice(result, KNOWLEDGE)
    assert [(x.exercise, x.level) for x in session.tasks] == [(x.exercise, x.level) for x in result.programme.chosen]
    assert session.seconds <= sum(x.seconds + READY for x in result.programme.chosen)
    assert bool(session.steps) is bool(result.programme.chosen)
    assert {(x.exercise, x.level) for x in session.tasks} <= engine.permitted(result)


def test_a_smaller_dose_is_practised_smaller() -> None:
    result = of_person("two-falls-at-78")
    chosen = result.programme.chosen[0]
    own = KNOWLEDGE.exercises[chosen.exercise].name
    session = engine.practice(result, KNOWLEDGE, [chosen.exercise])
    assert [task.name for task in session.tasks] == [own]
    assert session.tasks[0].dose.sets == (chosen.dose.sets[0],) * 2
    assert session.tasks[0].adaptations == tuple(x.instead for x in chosen.adaptations)


def test_a_closed_plan_has_no_session_and_no_level_of_it_can_be_practised() -> None:
    closed = of_person("chatty-with-a-sign")
    assert engine.practice(closed, KNOWLEDGE).steps == ()
    for exercise in KNOWLEDGE.exercises.values():
        with pytest.raises(engine.HeldBackError):
            engine.practice_of_level(closed, KNOWLEDGE, (exercise.slug, exercise.levels[0].id))


def test_a_level_that_is_held_back_can_not_be_practised() -> None:
    result = of_person("pregnant-24-weeks")
    held = [key for key, x in engine.standings(result, KNOWLEDGE).items() if x == "held_back"]
    assert held
    for key in held:
        with pytest.raises(engine.HeldBackError, match=key[1]):
            engine.practice_of_level(result, KNOWLEDGE, key)


def test_a_permitted_level_above_her_start_says_what_it_asks_first(assess: Callable[..., engine.Assessment]) -> None:
    result = assess(experience="regular")
    rungs = [(x.exercise, rung) for x in result.levels.ladders.values() for rung in x.rungs if rung.permitted]
    above = next((slug, rung) for slug, rung in rungs if not rung.startable)
    [task] = engine.practice_of_level(result, KNOWLEDGE, (above[0], above[1].level)).tasks
    assert task.first == tuple(dict.fromkeys(x.because for x in above[1].reasons))
    startable = next((slug, rung) for slug, rung in rungs if rung.startable)
    assert engine.practice_of_level(result, KNOWLEDGE, (startable[0], startable[1].level)).tasks[0].first == ()


def test_every_level_says_how_what_matters_and_when_to_stop_in_plain_sentences(sessions: Sessions) -> None:
    for key, session in sessions.items():
        [task] = session.tasks
        assert all((task.how, task.key_points, task.stop_if)), key
        lines = (*task.how, *task.key_points, *task.stop_if)
        assert [x for x in lines if set(x) & set("*`[]\n")] == [], key


def test_a_picture_comes_with_its_tempo_and_a_level_without_one_has_none(tmp_path: Path) -> None:
    found = engine.practice_picture(KNOWLEDGE, "hip-thrusts", "floor-glute-bridge")
    assert found is not None
    assert found.svg.startswith("<svg")
    assert f'dur="{sum(found.tempo):g}s"' in found.svg
    assert engine.practice_picture(KNOWLEDGE, "hip-thrusts", "no-such-level") is None
    assert engine.practice_picture(replace(KNOWLEDGE, root=tmp_path), "hip-thrusts", "floor-glute-bridge") is None
