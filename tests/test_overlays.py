"""Overlays: read with every mistake at its line, applied without order, written and read again, tried and proved."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import engine
from engine import overlays
from engine.__main__ import main
from engine.gist import Sketch, gist_of
from engine.knowledge import EXPECTED
from engine.proofs.expected import read
from engine.proofs.laws import One
from engine.proofs.outcome import Outcome
from engine.proofs.overlays import laws_touched, prove_overlay
from engine.proofs.prover import Prover
from engine.proofs.sheet import Sheet
from engine.results import LevelResult
from tests.draws import Answers, random_people, the_knowledge, whole

K = the_knowledge()
PEOPLE = random_people(11, 40, K)
HEAD = """\
overlay: 1
title: Easier at a desk
author: Jana Example, physiotherapist
date: '2026-11-22'
because: My patients do better so.
changes:
"""
FIRST_CHANGE = HEAD.count("\n") + 1
WALK = "when: {experience: walks}"
PAST_UNTRAINED = "past: [untrained-without-a-way-in]"
CHANGES = (
    "{do: swap, exercise: squats, with: wall-sits, because: The knees.}",
    f"{{do: lower, exercise: glute-bridges, level: bridge-in-bed, {WALK}, because: They need time.}}",
    "{do: remove, exercise: push-ups, when: {regions: wrist_hand}, because: The wrists.}",
    f"{{do: add, exercise: wall-angels, {WALK}, because: For the desk., sources: [ACSM2009]}}",
    "{do: dose, exercise: wall-angels, dose: {sets: [1, 1], per_week: [5, 7]}, because: Little and often.}",
    f"{{do: raise, exercise: hip-thrusts, level: bodyweight-hip-thrust, {PAST_UNTRAINED}, because: They can.}}",
    "{do: veto, rule: two-sets-while-new-to-training, because: Sets do not frighten them.}",
    "{do: veto, rule: untrained-starts-at-most-at-level-2, when: {age: {at_least: 90}}, because: A trial.}",
)


def text(*changes: str, cases: str = "") -> str:
    return HEAD + "".join(f"  - {change}\n" for change in changes) + cases


def overlay(*changes: str) -> overlays.Overlay:
    return overlays.read_overlay(text(*changes).encode(), K)


def problems(given: str | bytes) -> list[str]:
    with pytest.raises(engine.SourceError) as caught:
        overlays.read_overlay(given.encode() if isinstance(given, str) else given, K, "mine.yaml")
    return [str(problem) for problem in caught.value.problems]


ALL = overlay(*CHANGES)
CHANGED = overlays.with_overlay(K, ALL)


# ------------------------------------------------------------------ reading
MISTAKES: dict[str, tuple[str, str]] = {
    "unknown exercise": ("{do: remove, exercise: dead-bugg, because: Why not.}", "did you mean 'dead-bug'?"),
    "unknown level": ("{do: lower, exercise: dead-bug, level: wall-bug, because: Why not.}", "has no level 'wall-bug'"),
    "unknown cap": ("{do: raise, exercise: squats, level: goblet-squat, past: [no-cap], because: Why.}", "no cap"),
    "unknown rule": (
        "{do: veto, rule: numb-between-the-leg, because: Why not.}",
        "did you mean 'numb-between-the-legs'?",
    ),
    "unknown source": ("{do: add, exercise: plank, because: Why not., sources: [NOBODY]}", "no source 'NOBODY'"),
    "unknown question": ("{do: add, exercise: plank, when: {wallks: x}, because: Why not.}", "no question or fact"),
    "unknown option": ("{do: add, exercise: plank, when: {experience: walk}, because: Why.}", "has no option 'walk'"),
    "not a condition": ("{do: add, exercise: plank, when: {any: []}, because: Why not.}", "wants a list of conditions"),
    "no reason": ("{do: remove, exercise: plank}", "key 'because' is missing"),
    "empty reason": ("{do: remove, exercise: plank, because: ''}", "because: "),
    "unknown key": (
        "{do: remove, exercice: plank, because: Why not.}",
        "unknown key 'exercice'; did you mean 'exercise'?",
    ),
    "unknown change": ("{do: forbid, exercise: plank, because: Why not.}", "a change wants 'do:' with one of swap"),
    "no change": ("just text", "a change wants 'do:'"),
    "swap with itself": ("{do: swap, exercise: plank, with: plank, because: Why not.}", "swapped with itself"),
    "no such dose": ("{do: dose, exercise: plank, dose: {reps: [3, 4]}, because: Why.}", "has no reps in its dose"),
    "dose turned round": (
        "{do: dose, exercise: plank, dose: {sets: [3, 2]}, because: Why.}",
        "write the smaller number",
    ),
    "eight days": ("{do: dose, exercise: plank, dose: {per_week: [3, 8]}, because: Why.}", "less than or equal to 7"),
    "private question": ("{do: add, exercise: plank, when: {home_safety: afraid}, because: Why.}", "private question"),
    "line break": ('{do: add, exercise: plank, because: "one\\ntwo"}', "one line of plain text"),
    "a score": ("{do: veto, rule: irritability, because: Why not.}", "is a score, not a rule"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_at_its_line(mistake: str) -> None:
    change, words = MISTAKES[mistake]
    good = "{do: lower, exercise: dead-bug, level: wall-dead-bug, because: They need time.}"
    found = problems(text(good, change.replace("home_safety", K.support.question)))
    assert any(words in problem for problem in found)
    assert all(problem.startswith(f"mine.yaml:{FIRST_CHANGE + 1}: ") for problem in found)


def test_every_mistake_of_a_file_is_named_at_once() -> None:
    bad = text("{do: remove, exercise: plank}", "{do: forbid}").replace("author: Jana Example, physiotherapist\n", "")
    found = "\n".join(problems(bad))
    assert "key 'because' is missing" in found
    assert "key 'author' is missing" in found
    assert "a change wants 'do:'" in found


@pytest.mark.parametrize(
    ("given", "words"),
    {
        b"": "no overlay: begin the file",
        b"- a list": "no overlay: begin the file",
        b"overlay: 2\n": "is no version that this one reads",
        b"overlay: true\n": "is no version that this one reads",
        b"\xff\xfe\x00": "not UTF-8",
        b"overlay: [1\n": "not YAML",
        b"a: &x 1\nb: *x\n": "anchors and aliases",
        b"a: " + b"[" * 90_000: "nested deeper than",
        b"- " * 90_000: "nested deeper than",
        b"{a: " * 45_000: "nested deeper than",
        b"a" * 300_000: "larger than",
        HEAD.encode(): "'changes' wants a list",
    }.items(),
)
def test_what_is_no_overlay_is_refused_in_words(given: bytes, words: str) -> None:
    assert any(words in problem for problem in problems(given))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(engine.SourceError, match="cannot be read"):
        overlays.read_overlay(tmp_path / "none.yaml", K)


# ---------------------------------------------------------------- conflicts
LOWER = "{do: lower, exercise: squats, level: chair-squat, because: They need time.}"
PAST_SOME = "past: [some-training-starts-at-most-at-level-2]"
RAISE = f"{{do: raise, exercise: squats, level: goblet-squat, {PAST_SOME}, because: Mine.}}"
REMOVE = "{do: remove, exercise: squats, because: The knees.}"
ADD = "{do: add, exercise: squats, because: For the legs.}"
SWAP = "{do: swap, exercise: squats, with: wall-sits, because: The knees.}"


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (LOWER, RAISE, "lowered to 'chair-squat' and raised to 'goblet-squat'"),
        (REMOVE, ADD, "'squats' is removed, so it cannot be given by 'add'"),
        (REMOVE, RAISE, "'squats' is removed"),
        ("{do: swap, exercise: lunges, with: squats, because: The knees.}", REMOVE, "'squats' is removed"),
        ("{do: swap, exercise: lunges, with: squats, because: The knees.}", SWAP, "'squats' is swapped for another"),
        (SWAP, SWAP.replace("wall-sits", "lunges"), "is swapped for another"),
        (SWAP, ADD, "is swapped for another"),
        (LOWER, LOWER, "stands twice"),
        (
            "{do: dose, exercise: squats, dose: {sets: [1, 1]}, because: Less.}",
            "{do: dose, exercise: squats, level: chair-squat, dose: {sets: [2, 2]}, because: More.}",
            "two doses of 'squats'",
        ),
        ("{do: veto, rule: some-training-starts-at-most-at-level-2, because: Mine.}", RAISE, "nothing to set aside"),
    ],
)
def test_changes_that_contradict_each_other_are_refused_in_either_order(one: str, other: str, words: str) -> None:
    for pair in ((one, other), (other, one)):
        found = problems(text(*pair))
        assert any(words in problem for problem in found)
        assert all(x.startswith(f"mine.yaml:{FIRST_CHANGE + 1}: ") and f":{FIRST_CHANGE})" in x for x in found)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("{age: {at_most: 49}}", "{age: {at_least: 50}}", False),
        ("{age: {at_most: 50}}", "{age: {at_least: 50}}", True),
        ("age_65_plus", "{not: age_65_plus}", False),
        ("{all: [age_65_plus, {age: {at_most: 70}}]}", "{all: [{age: {at_least: 71}}]}", False),
        ("{any: [{age: {at_most: 20}}, {age: {at_least: 70}}]}", "{age: {at_least: 30, at_most: 60}}", False),
        ("{experience: walks}", "{age: {at_least: 50}}", True),
    ],
)
def test_contradicting_changes_may_stand_if_nobody_meets_both_conditions(one: str, other: str, meet: bool) -> None:
    pair = text(REMOVE.replace("because", f"when: {one}, because"), ADD.replace("because", f"when: {other}, because"))
    if meet:
        assert problems(pair)
    else:
        assert len(overlays.read_overlay(pair.encode(), K).changes) == 2


# ------------------------------------------------------------------ applied
def chosen(answers: Answers, rules: engine.Knowledge) -> dict[str, str]:
    return {x.exercise: x.level for x in engine.assess(answers, rules).programme.chosen}


def test_the_knowledge_itself_stays_as_it_is() -> None:
    before = replace(K)
    overlays.with_overlay(K, ALL)
    assert before == K
    assert K.adjustments.all == ()


def test_a_swap_gives_the_other_exercise_in_its_place_and_says_whose_wish_it_is() -> None:
    answers = next(x for x in map(K.answers_of, K.people.values()) if "squats" in chosen(x, K))
    spare = engine.assess(answers, K).programme.of("in_reserve")
    other = next(x.exercise for x in spare if x.reasons[0].rule == "outranked")
    swapped = overlays.with_overlay(K, overlay(SWAP.replace("wall-sits", other)))
    assert list(chosen(answers, swapped)).index(other) == list(chosen(answers, K)).index("squats")
    result = engine.assess(answers, swapped)
    [fate] = [x for x in result.programme.others if x.exercise == "squats"]
    assert "The knees." in fate.reasons[0].because
    [decision] = [x for x in result.decisions if x.rule == "overlay-1-swap"]
    assert (decision.because, decision.sources) == ("The knees.", ("OVERLAY",))
    assert decision.at == f"the overlay:{FIRST_CHANGE}"
    assert swapped.sources["OVERLAY"].authors == "Jana Example, physiotherapist"
    assert "overlay-1-swap" in [line.rule for line in engine.trace(result, "programme") if line.truth == "true"]


def test_a_swap_for_what_she_may_not_have_leaves_her_plan_alone() -> None:
    for answers in map(K.answers_of, list(K.people.values())[:12]):
        result = engine.assess(answers, K)
        held_back = next((x.exercise for x in result.programme.of("held_back")), None)
        if result.programme.chosen and held_back is not None:
            first = result.programme.chosen[0].exercise
            change = SWAP.replace("wall-sits", held_back).replace("squats", first)
            assert chosen(answers, overlays.with_overlay(K, overlay(change))) == chosen(answers, K)
            return
    raise AssertionError("nobody here has a plan and something held back")


@pytest.mark.parametrize("experience", ["walks", "regular"])
def test_a_lowered_exercise_starts_no_higher_for_those_it_is_meant_for(experience: str) -> None:
    slug = "glute-bridges"
    first = K.exercises[slug].levels[0].id
    rules = overlays.with_overlay(K, overlay(CHANGES[1]))
    answers = whole(K, {"experience": experience})
    start = engine.assess(answers, rules).levels.ladders[slug].start
    assert (start == first) == (experience == "walks")
    assert engine.assess(answers, K).levels.ladders[slug].start != first


def test_whoever_is_not_sure_counts_as_meant_only_where_that_holds_back() -> None:
    unsure = whole(K, {"experience": "not_sure"})
    removed = overlays.with_overlay(K, overlay(REMOVE.replace("because", f"{WALK}, because")))
    assert engine.assess(unsure, removed).levels.ladders["squats"].start is None
    assert engine.assess(unsure, K).levels.ladders["squats"].start is not None
    added = overlays.with_overlay(K, overlay(CHANGES[3]))
    assert chosen(unsure, added) == chosen(unsure, K)


def test_a_raise_sets_aside_the_named_caps_and_no_other() -> None:
    answers = whole(K, {"experience": "walks"})
    one = "{do: raise, exercise: squats, level: staggered-chair-squat, past: [%s], because: Mine can.}"
    start = engine.assess(answers, K).levels.ladders["squats"].start
    rules = overlays.with_overlay(K, overlay(one % "untrained-starts-at-most-at-level-2"))
    assert engine.assess(answers, rules).levels.ladders["squats"].start == "staggered-chair-squat" != start
    pained = {**answers, "regions": ["knee"], "pain_now": 8}
    assert engine.assess(pained, rules).levels.ladders["squats"].start is None
    other = {slug: x.start for slug, x in engine.assess(answers, rules).levels.ladders.items() if slug != "squats"}
    assert other == {slug: x.start for slug, x in engine.assess(answers, K).levels.ladders.items() if slug != "squats"}


def test_an_added_exercise_comes_first_but_never_against_safety() -> None:
    rules = overlays.with_overlay(K, overlay("{do: add, exercise: plank, because: For the trunk.}"))
    plans = [(engine.assess(x, rules), x) for x in map(K.answers_of, K.people.values())]
    given = [
        result for result, _ in plans if result.programme.chosen and result.programme.chosen[0].exercise == "plank"
    ]
    assert given
    for result, answers in plans:
        assert (result.levels.ladders["plank"].start is None) == (
            engine.assess(answers, K).levels.ladders["plank"].start is None
        )


def test_a_dose_is_changed_before_rules_make_it_smaller() -> None:
    rules = overlays.with_overlay(
        K, overlay("{do: dose, exercise: squats, dose: {sets: [3, 4], per_week: [7, 7]}, because: Much.}", ADD)
    )
    [item] = [
        x for x in engine.assess(whole(K, {"experience": "walks"}), rules).programme.chosen if x.exercise == "squats"
    ]
    assert (item.dose.sets, item.dose.per_week) == ((2, 2), (7, 7))
    assert "overlay-1-dose" in [note.rule for note in item.dose_notes]
    [more] = [
        x for x in engine.assess(whole(K, {"experience": "regular"}), rules).programme.chosen if x.exercise == "squats"
    ]
    assert more.dose.sets == (3, 4)
    assert more.seconds > item.seconds


def test_a_vetoed_rule_is_gone_and_its_veto_is_on_record() -> None:
    rules = overlays.with_overlay(K, overlay(CHANGES[6]))
    result = engine.assess(whole(K, {"experience": "walks"}), rules)
    assert "two-sets-while-new-to-training" not in [x.rule for x in result.decisions]
    assert "overlay-1-veto" in [x.rule for x in result.decisions]
    silent = engine.assess(whole(K, {"experience": "regular"}), rules)
    assert "overlay-1-veto" not in [x.rule for x in silent.decisions]


def test_the_order_of_changes_is_irrelevant() -> None:
    rng = random.Random(3)
    for answers in PEOPLE[:6]:
        shuffled = overlays.with_overlay(K, overlay(*rng.sample(CHANGES, len(CHANGES))))
        one, other = gist_of(engine.assess(answers, CHANGED)), gist_of(engine.assess(answers, shuffled))
        assert (one.programme, one.starts, one.disposition) == (other.programme, other.starts, other.disposition)


def test_the_sketch_agrees_with_the_assessment_under_changed_rules() -> None:
    differs = 0
    for answers in [*PEOPLE[:20], *map(K.answers_of, K.people.values())]:
        gist = gist_of(engine.assess(answers, CHANGED))
        standard = Sketch.of(answers, K)
        assert Sketch.of(answers, CHANGED).gist == gist
        assert standard.under(CHANGED).gist == gist
        differs += standard.gist.programme != gist.programme
    assert differs >= 5


# ------------------------------------------------------------- out and in
def test_written_and_read_again_it_gives_everybody_the_same_plan() -> None:
    for answers in [*PEOPLE[:5], *map(K.answers_of, list(K.people.values())[::8])]:
        written = overlays.write_overlay(ALL, K, answers)
        again = overlays.read_overlay(written.encode(), K)
        [case] = again.cases
        assert overlays.broken_cases(K, again) == ()
        plan = overlays.planned(engine.assess(K.answers_of(case), overlays.with_overlay(K, again)))
        assert plan == overlays.planned(engine.assess(answers, CHANGED)) == case.expect.programme
        assert [change.model_copy(update={"at": ""}) for change in again.changes] == [
            change.model_copy(update={"at": ""}) for change in ALL.changes
        ]
    assert overlays.write_overlay(again, K, answers) == written


def test_ticks_that_are_kept_nowhere_are_not_written() -> None:
    told = whole(K, {K.support.question: [K.support.options[0]]})
    written = overlays.write_overlay(ALL, K, told)
    assert K.support.options[0] not in written
    again = overlays.read_overlay(written.encode(), K)
    assert overlays.broken_cases(K, again) == ()


def test_a_case_that_no_longer_comes_out_is_told() -> None:
    answers = K.answers_of(K.people["desk-worker-29"])
    written = overlays.write_overlay(ALL, K, answers).replace("disposition: self_care", "disposition: same_day")
    [(case, demand)] = overlays.broken_cases(K, overlays.read_overlay(written.encode(), K))
    assert (case.id, demand.what) == ("the-case-it-was-made-on", "How urgent")


# ------------------------------------------------------- laws, and whom it meets
CROWD = overlays.Crowd(K, overlays.made_up_people(K, 60, seed=4))
NUMB = "{do: veto, rule: numb-between-the-legs, because: It frightens them.}"
PAST = "past: [moderate-pain-starts-low, some-training-starts-at-most-at-level-2]"
BOLD = f"{{do: raise, exercise: dead-bug, level: opposite-arm-and-leg, {PAST}, because: They can.}}"
UPSIDE = "{do: remove, exercise: squats, when: {pain_now: {at_most: 2}}, because: A trial.}"


@pytest.mark.parametrize(
    ("change", "law"),
    [(NUMB, "red_flags"), (BOLD, "caps"), (UPSIDE, "more_pain")],
)
def test_an_overlay_that_breaks_a_law_is_seen_to_on_a_person(change: str, law: str) -> None:
    found = {broken.law: broken for broken in overlays.try_overlay(overlay(change), CROWD)}
    assert law in found
    for answers in found[law].answers:
        assert engine.check_answers(answers, K) == answers


def test_the_trial_finds_nothing_wrong_with_sound_changes() -> None:
    sound = overlay(*CHANGES[:5], CHANGES[6])
    assert overlays.try_overlay(sound, CROWD) == ()


def test_the_solver_refuses_what_opens_a_danger_sign_or_a_contraindication_and_no_mere_start() -> None:
    rules = overlays.with_overlay(K, overlay(NUMB, BOLD, CHANGES[5]))
    few = replace(rules, exercises={slug: rules.exercises[slug] for slug in ("dead-bug", "hip-thrusts")})
    outcome = Outcome(Sheet(few), few)
    one, prover = One(outcome, read(EXPECTED)), Prover([outcome.consistent])
    cases = {case.name: case for case in (*one.red_flags(), *one.caps())}
    numb, pained = (prover.prove("", [cases[name]]).failures[0].answers[0] for name in ("RF001 true", "CI088"))
    assert engine.assess(numb, K).triage.disposition == "emergency_now"
    assert engine.assess(numb, rules).triage.disposition != "emergency_now"
    assert dead_bug(pained, rules).permitted
    assert not dead_bug(pained, K).permitted
    assert prover.prove("", [cases["PR016"]]).holds


def dead_bug(answers: Any, rules: engine.Knowledge) -> LevelResult:
    return engine.assess(answers, rules).levels.ladders["dead-bug"].rung("opposite-arm-and-leg")


def test_a_proof_finds_two_people_of_whom_the_one_in_more_pain_may_do_more() -> None:
    [broken, *_] = prove_overlay(K, overlay(UPSIDE), only="more_pain")
    less, more = broken.answers
    assert less["pain_now"] < more["pain_now"]
    assert broken.law == "more_pain"


def test_only_changes_that_choose_among_permitted_levels_need_no_proof() -> None:
    assert laws_touched(overlay(CHANGES[0], CHANGES[3], CHANGES[4], CHANGES[6]), K) == frozenset()
    assert "red_flags" in laws_touched(overlay(NUMB), K)
    assert "caps" in laws_touched(overlay(BOLD), K)


def test_whom_it_meets_is_counted_with_an_interval() -> None:
    people = [K.answers_of(person) for person in K.people.values()]
    found = overlays.compare_rule_sets(K, CHANGED, people)
    differ = [i for i, x in enumerate(people) if gist_of(engine.assess(x, K)) != gist_of(engine.assess(x, CHANGED))]
    assert set(found.people) <= set(differ)
    assert found.exercises.count == sum(chosen_doses(x, K) != chosen_doses(x, CHANGED) for x in people)
    assert found.disposition.count == 0
    low, high = found.anything.interval
    assert low < found.anything.share < high
    assert CROWD.under(K).anything.count == 0


def chosen_doses(answers: Answers, rules: engine.Knowledge) -> list[Any]:
    return [(x.exercise, x.level, x.dose.sets[0]) for x in engine.assess(answers, rules).programme.chosen]


def test_the_interval_is_wilsons() -> None:
    low, high = overlays.Share(10, 100).interval
    assert (round(low, 4), round(high, 4)) == (0.0552, 0.1744)
    assert overlays.Share(0, 0).interval == (0.0, 1.0)
    assert overlays.Share(0, 10).interval[0] == 0.0


def test_made_up_people_are_the_same_for_the_same_seed_and_give_answers() -> None:
    people = overlays.made_up_people(K, 20, seed=9)
    assert people == overlays.made_up_people(K, 20, seed=9) != overlays.made_up_people(K, 20, seed=10)
    for answers in people:
        assert engine.check_answers(answers, K) == answers


# --------------------------------------------------------------- command line
@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line with the knowledge read already, and few made-up people."""
    monkeypatch.setattr("engine.__main__.load", lambda _: K)
    monkeypatch.setattr("engine.overlays.MADE_UP", 20)


@pytest.mark.usefixtures("small")
def test_the_command_line_tells_what_changes_for_whom(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(overlays.write_overlay(overlay(CHANGES[0]), K, K.answers_of(K.people["desk-worker-29"])))
    assert main(["overlay", str(file)]) == 0
    out = capsys.readouterr().out
    assert "Wall sit" in out
    assert "made-up people" in out
    assert "as expected: 1" in out


@pytest.mark.usefixtures("small")
def test_the_command_line_refuses_what_breaks_a_law(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text(NUMB))
    assert main(["overlay", str(file)]) == 1
    assert "breaks the law 'red_flags'" in capsys.readouterr().out
    file.write_text(text("{do: remove, exercise: plank}"))
    assert main(["overlay", str(file)]) == 2
    assert "key 'because' is missing" in capsys.readouterr().err
