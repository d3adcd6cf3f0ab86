"""The stages one by one, on small knowledge made for the purpose or on the well woman with differences."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import engine
from engine import UnsafeProgrammeError
from engine.model import LevelRule, TriageRule
from engine.results import Assessment, Evidence, Ladder, Likelihood
from engine.stages import programme, ranking
from engine.stages.patterns import likelihood
from engine.truth import Truth
from tests.draws import the_knowledge, whole

K = the_knowledge()
Assess = Callable[..., Assessment]

WORDS = {"s": "strong", "m": "moderate", "w": "weak", "n": "none"}
POINTS = {"s": 3, "m": 2, "w": 1, "n": 0}
SORE = {
    "regions": ["low_back"],
    "how_long": "over_3_months_same",
    "pain_now": 2,
    "course": "steady",
    "began": ["slowly"],
    "worse_with": ["screen"],
    "eased_by": ["changing"],
    "night_morning": ["none"],
    "flare_settle": "under_1h",
    "inflammatory": ["none"],
}
THIRD_TRIMESTER = {
    "pregnant": "yes",
    "pregnancy_week": 30,
    "signs_pregnancy": ["none"],
    "pregnancy_told": ["none"],
    "floor": "easily",
    "equipment": ["mat", "chair", "sofa"],
}


# ------------------------------------------------------------------- patterns
def evidence(letters: str, direction: Any) -> list[Evidence]:
    names: dict[str, Any] = WORDS
    return [
        Evidence(f"{direction}-{i}", direction, names[letter], "why", True, POINTS[letter], ())
        for i, letter in enumerate(letters)
    ]


@pytest.mark.parametrize(
    ("findings_for", "against", "required", "expected"),
    [
        ("", "", True, "not_assessed"),
        ("s", "", True, "likely"),
        ("mm", "", True, "likely"),
        ("m", "", True, "possible"),
        ("mw", "", True, "possible"),
        ("ww", "", True, "possible"),
        ("w", "", True, "not_assessed"),
        ("wwwww", "", True, "possible"),
        ("n", "", True, "not_assessed"),
        ("nn", "", True, "not_assessed"),
        ("s", "", False, "not_assessed"),
        ("s", "", None, "not_assessed"),
        ("m", "", None, "not_assessed"),
        ("s", "s", True, "possible"),
        ("ss", "s", True, "likely"),
        ("mm", "s", True, "likely"),
        ("m", "m", True, "possible"),
        ("m", "s", True, "unlikely"),
        ("w", "m", True, "unlikely"),
        ("", "w", True, "unlikely"),
        ("", "s", None, "unlikely"),
        ("", "w", False, "unlikely"),
        ("mm", "ww", True, "likely"),
        ("mm", "mm", True, "possible"),
    ],
)
def test_likelihood(findings_for: str, against: str, required: Truth, expected: Likelihood) -> None:
    found = [*evidence(findings_for, "for"), *evidence(against, "against")]
    assert likelihood(found, required) == expected
    assert likelihood(reversed(found), required) == expected


def test_a_cue_that_does_not_count_adds_nothing() -> None:
    twice = [replace(item, counts=i == 0, points=2 * (i == 0)) for i, item in enumerate(evidence("mm", "for"))]
    assert likelihood(twice, True) == "possible"


def test_cues_of_one_test_count_once(assess: Assess) -> None:
    for result in assess(thomas_test="thigh_above", wall_gap="fist", waistband="slopes_front").patterns.results:
        rules = {rule.id: rule for rule in K.findings}
        counted = [(x.direction, rules[x.rule].test) for x in result.evidence if x.counts and rules[x.rule].test]
        assert len(counted) == len(set(counted))


def test_a_wall_test_alone_never_makes_a_tilt_likely(assess: Assess) -> None:
    no_tests = {q.id: None for q in K.questions.values() if q.section == "self_tests"}
    result = assess(**{**no_tests, "wall_gap": "fist"})
    tilt = next(x for x in result.patterns.results if x.pattern == "anterior_pelvic_tilt")
    assert tilt.likelihood != "likely"
    assert tilt.would_settle


# --------------------------------------------------------------------- triage
def sign(name: str, option: str, disposition: str, effect: str = "notice", **more: Any) -> TriageRule:
    raw = {
        "id": name,
        "name": f"The sign {name}",
        "when": {"signs_unwell": option},
        "disposition": disposition,
        "effect": effect,
        "advice": next(iter(K.advice)),
        "do": "Do this.",
        "because": "It may matter.",
        "sources": ["DESIGN"],
    }
    return TriageRule.model_validate({**raw, **more})


def triaged(*rules: TriageRule, **differences: Any) -> Assessment:
    return engine.assess(whole(K, differences), replace(K, triage=rules))


TICKED = {"signs_unwell": ["sweats", "fever_back", "tired_only"]}


def test_without_a_sign_it_is_self_care_and_open() -> None:
    result = triaged(sign("a", "sweats", "emergency_now", "closed"))
    assert (result.triage.disposition, result.plan) == ("self_care", "open")
    assert result.triage.negative == ("a",)


def test_the_most_severe_disposition_wins_and_all_effects_apply() -> None:
    result = triaged(
        sign("a", "sweats", "routine_referral", "cap", demand_at_most=2),
        sign("b", "fever_back", "within_days", "region_closed", regions=["neck"]),
        sign("c", "tired_only", "routine_referral", "region_closed", regions=["knee", "hip"]),
        sign("d", "tired_only", "routine_referral", "cap", demand_at_most=1),
        **TICKED,
    )
    assert result.triage.disposition == "within_days"
    assert result.triage.closed_regions == {"neck", "knee", "hip"}
    assert (result.triage.cap, result.levels.plan_cap, result.plan) == (1, 1, "capped")
    assert [flag.rule for flag in result.triage.red_flags] == ["b", "a", "c", "d"]


def test_closed_if_any_closes() -> None:
    closing = sign("b", "fever_back", "same_day", "closed")
    result = triaged(sign("a", "sweats", "routine_referral"), closing, **TICKED)
    assert (result.plan, result.triage.disposition) == ("closed", "same_day")
    assert result.programme.chosen == ()


def test_a_notice_leaves_the_plan_open() -> None:
    result = triaged(sign("a", "sweats", "routine_referral"), **TICKED)
    assert (result.plan, result.triage.disposition) == ("open", "routine_referral")
    assert result.programme.chosen


def test_a_closed_region_holds_back_what_works_it_with_the_reason_of_its_own_rule() -> None:
    signs = (
        sign("a", "sweats", "routine_referral", "region_closed", regions=["knee"], because="Knees first."),
        sign("b", "fever_back", "routine_referral", "region_closed", regions=["neck"], because="Neck first."),
    )
    result = triaged(*signs, **TICKED)
    for exercise in K.exercises.values():
        for level in exercise.levels:
            rules = {reason.rule for reason in result.exclusions.levels.get((exercise.slug, level.id), ())}
            assert ("a" in rules) == ("knee" in level.regions)
            assert ("b" in rules) == ("neck" in level.regions)


def test_marked_regions_are_closed_and_all_of_them_while_unknown() -> None:
    rule = sign("a", "sweats", "routine_referral", "region_closed", regions="marked")
    assert triaged(rule, **{**TICKED, **SORE}).triage.closed_regions == {"low_back"}
    everywhere = triaged(rule, **{**TICKED, **SORE, "regions": ["whole_body"]})
    assert everywhere.triage.closed_regions == set(K.regions)


@pytest.mark.parametrize(
    ("disposition", "effect", "given", "expected"),
    [
        ("emergency_now", "closed", ["not_sure"], "same_day"),
        ("same_day", "closed", ["not_sure"], "same_day"),
        ("within_days", "notice", ["not_sure"], "within_days"),
        ("routine_referral", "notice", ["not_sure"], "routine_referral"),
        ("emergency_now", "closed", ["sweats", "not_sure"], "same_day"),
        ("emergency_now", "closed", None, "not_known_yet"),
        ("routine_referral", "notice", None, "not_known_yet"),
    ],
)
def test_an_unknown_sign_closes_the_plan(disposition: str, effect: str, given: Any, expected: str) -> None:
    result = triaged(sign("a", "fever_back", disposition, effect), signs_unwell=given)
    assert (result.plan, result.triage.disposition) == ("closed", expected)
    assert result.triage.red_flags[0].truth is None
    assert result.triage.red_flags[0].missing == ("signs_unwell",)


CHECKLISTS = [q.id for q in K.questions.values() if q.section == "danger_signs" and not q.optional]


@pytest.mark.parametrize("question", [name for name in CHECKLISTS if name in K.well_woman])
def test_a_real_checklist_in_doubt_or_left_open_closes_the_plan(question: str) -> None:
    result = engine.assess(whole(K, {question: ["not_sure"]}), K)
    person = result.facts.person
    doubted = [rule for rule in K.triage if person.truth(rule.when) is None and person.stays_doubtful(rule.when)]
    grave = any(K.severity[rule.disposition] >= K.severity["same_day"] for rule in doubted)
    assert doubted
    assert result.triage.closed
    assert not grave or result.triage.disposition == "same_day"
    left_open = engine.assess(whole(K, {question: None}), K)
    assert (left_open.plan, left_open.triage.disposition) == ("closed", "not_known_yet")


def test_contradicting_answers_close_the_plan_and_say_so(assess: Assess) -> None:
    result = assess(pregnancy_week=20)
    assert (result.plan, result.triage.disposition) == ("closed", "not_known_yet")
    assert result.facts.contradictions == ("no-pregnancy-but-a-week",)
    assert any("did not say that you are pregnant" in line for line in result.explanation.summary)


# ---------------------------------------------------------- exclusions, levels
def ladder(result: Assessment, slug: str) -> Ladder:
    return result.levels.ladders[slug]


def test_a_lower_level_ruled_out_by_its_position_does_not_bar_the_next(assess: Assess) -> None:
    rungs = ladder(assess(**THIRD_TRIMESTER), "hip-thrusts")
    assert not rungs.rung("floor-glute-bridge").permitted
    assert rungs.rung("bodyweight-hip-thrust").permitted
    assert rungs.start == "bodyweight-hip-thrust"


def test_the_week_unknown_is_the_strictest_of_the_three(assess: Assess) -> None:
    unknown = {**THIRD_TRIMESTER, "pregnancy_week": "not_sure"}
    result, out = assess(**unknown), set()
    for week in (8, 20, 30):
        out |= set(assess(**{**THIRD_TRIMESTER, "pregnancy_week": week}).exclusions.properties)
    assert out <= set(result.exclusions.properties)


def test_a_property_without_a_verdict_is_out() -> None:
    stage = K.verdicts["pregnancy_t3"]
    allowed = next(prop for prop, verdict in stage.verdicts.items() if verdict.verdict == "allow")
    poorer = {prop: verdict for prop, verdict in stage.verdicts.items() if prop != allowed}
    verdicts = {**K.verdicts, "pregnancy_t3": stage.model_copy(update={"verdicts": poorer})}
    answers = whole(K, THIRD_TRIMESTER)
    assert allowed not in engine.assess(answers, K).exclusions.properties
    assert allowed in engine.assess(answers, replace(K, verdicts=verdicts)).exclusions.properties


def cap(name: str, demand: int, **more: Any) -> LevelRule:
    when = {"age": {"at_least": 18}}
    raw = {"id": name, "when": when, "demand_at_most": demand, "because": "Less first.", "sources": ["DESIGN"]}
    return LevelRule.model_validate({**raw, **more})


def levelled(*rules: LevelRule, **differences: Any) -> Assessment:
    return engine.assess(whole(K, differences), replace(K, levels=rules))


def permitted_demands(result: Assessment) -> set[int]:
    return {rung.demand for x in result.levels.ladders.values() for rung in x.rungs if rung.permitted}


def test_the_lowest_cap_holds_and_nothing_is_averaged() -> None:
    result = levelled(cap("a", 3), cap("b", 1), cap("c", 2))
    assert result.levels.plan_cap == 1
    assert max(permitted_demands(result)) == 1
    assert [reason.rule for reason in result.levels.caps] == ["b", "c", "a"]


def test_a_cap_that_is_unknown_counts() -> None:
    result = levelled(cap("a", 1, when={"experience": "inactive"}), experience="not_sure")
    assert max(permitted_demands(result)) == 1
    assert result.levels.caps[0].missing == ("experience",)


def test_a_broken_bone_with_no_place_marked_closes_the_plan() -> None:
    """Nobody gets an open plan with nothing in it: while it is not known where, every place is closed."""
    result = engine.assess(whole(the_knowledge(), {"recent_events": ["broken_bone"]}), the_knowledge())
    assert result.plan == "closed"
    assert result.triage.disposition == "routine_referral"
    assert {item.reasons[0].rule for item in result.programme.of("held_back")} == {"broken-bone-recent"}


def test_a_cap_on_marked_regions_leaves_the_others_alone() -> None:
    result = levelled(cap("a", 0, scope="marked"), **{**SORE, "regions": ["neck"]})
    for exercise in K.exercises.values():
        for level in exercise.levels:
            reasons = {reason.rule for reason in ladder(result, exercise.slug).rung(level.id).reasons}
            assert ("a" in reasons) == ("neck" in level.regions and level.demand > 0)


def test_a_cap_on_a_property_leaves_other_movements_alone() -> None:
    result = levelled(cap("a", 1, **{"for": ["external_load"]}), experience="regular")
    for exercise in K.exercises.values():
        for level in exercise.levels:
            held = "external_load" in level.properties and level.demand > 1
            assert ladder(result, exercise.slug).rung(level.id).permitted is not held


def test_entry_unknown_is_never_a_start(assess: Assess) -> None:
    untested = {q.id: None for q in K.questions.values() if q.section == "self_tests"}
    result = assess(**{**untested, "experience": "not_sure"})
    for exercise in K.exercises.values():
        for level in exercise.levels:
            rung = ladder(result, exercise.slug).rung(level.id)
            if level.entry is not None:
                assert result.facts.person.fact(level.entry) is not True
                assert not rung.startable
                assert level.entry in {reason.rule for reason in rung.reasons}


def test_a_way_in_has_alternatives(assess: Assess) -> None:
    untested = {q.id: None for q in K.questions.values() if q.section == "self_tests"}
    trained = assess(**{**untested, "experience": "regular"})
    assert ladder(trained, "squats").rung("chair-squat").startable


def test_nothing_above_the_highest_start_is_a_start(assess: Assess) -> None:
    result = assess(experience="regular", equipment=["mat", "chair", "sofa", "band", "weights", "step"])
    most = K.demand.start_at_most
    for exercise in result.levels.ladders.values():
        for rung in exercise.rungs:
            assert not (rung.startable and rung.demand > most)
            if rung.demand > most and rung.permitted:
                assert "demand-never-a-start" in {reason.rule for reason in rung.reasons}
    assert any(x.start for x in result.levels.ladders.values())


def test_the_start_is_the_highest_level_that_may_be_one(assess: Assess) -> None:
    for rungs in assess().levels.ladders.values():
        open_ones = [rung.level for rung in rungs.rungs if rung.startable]
        assert rungs.start == (open_ones[-1] if open_ones else None)


# ------------------------------------------------------------------- programme
ALL_KIT = ["mat", "chair", "sofa", "band", "weights", "step"]


def chosen(result: Assessment) -> dict[str, Any]:
    """Return the chosen levels by exercise, as data/ holds them."""
    levels = {(e.slug, level.id): level for e in K.exercises.values() for level in e.levels}
    return {item.exercise: levels[item.exercise, item.level] for item in result.programme.chosen}


@pytest.mark.parametrize("equipment", [["none"], ["chair"], ["mat", "band"], ALL_KIT])
def test_a_plan_needs_only_what_she_has(equipment: list[str], assess: Assess) -> None:
    result = assess(equipment=equipment)
    assert result.programme.chosen
    for level in chosen(result).values():
        assert set(level.needs) <= set(equipment)


@pytest.mark.parametrize("place", [["work"], ["bed"], ["outdoors"], ["home"], ["bed", "work"]])
def test_a_plan_fits_its_place(place: list[str], assess: Assess) -> None:
    result = assess(place=place, equipment=ALL_KIT)
    allowed = {x for name in place for x in K.shape.places[name]}
    assert result.programme.chosen
    for level in chosen(result).values():
        assert set(level.movement["place"]) <= allowed


@pytest.mark.parametrize("minutes", list(K.shape.minutes))
def test_a_plan_fits_its_minutes(minutes: str, assess: Assess) -> None:
    result = assess(minutes=minutes, equipment=ALL_KIT, goals=["strength", "posture", "everyday"])
    items = result.programme.chosen
    assert 1 <= len(items) <= int(K.shape.exercises.at_most or 0)
    assert sum(item.seconds for item in items) <= 60 * K.shape.minutes[minutes] or len(items) == 1


def test_more_minutes_never_give_fewer_exercises(assess: Assess) -> None:
    counts = [len(assess(minutes=m, equipment=ALL_KIT).programme.chosen) for m in K.shape.minutes]
    assert counts == sorted(counts)


@pytest.mark.parametrize("days", list(K.shape.days))
def test_a_week_uses_her_days_and_no_exercise_oftener_than_its_dose(days: str, assess: Assess) -> None:
    result = assess(days=days)
    assert {session.day for session in result.programme.week} <= set(K.shape.days[days])
    for item in result.programme.chosen:
        times = sum(item.exercise in session.exercises for session in result.programme.week)
        assert 1 <= times <= item.dose.per_week[1]


@pytest.mark.parametrize(
    ("dislike", "carries"),
    [
        ("floor", lambda level: "floor" in level.movement["place"]),
        ("bands", lambda level: "band" in level.needs),
        ("kneeling", lambda level: "kneeling_load" in level.properties),
        ("balance", lambda level: "single_leg_stance" in level.properties),
        ("planks", lambda level: "hands_and_feet" in level.movement["position"]),
        ("counting", lambda level: level.dose.hold_s is not None and level.dose.reps is None),
    ],
)
def test_what_she_dislikes_is_not_chosen(dislike: str, carries: Callable[[Any], bool], assess: Assess) -> None:
    result = assess(dislikes=[dislike], equipment=ALL_KIT)
    assert result.programme.chosen
    assert not any(carries(level) for level in chosen(result).values())


def test_every_dislike_has_a_meaning() -> None:
    assert set(K.shape.dislikes) == set(K.questions["dislikes"].choices) - {"none"}
    assert set(K.shape.places) == set(K.questions["place"].choices) - {"none"}
    assert set(K.shape.minutes) == set(K.questions["minutes"].choices)
    assert set(K.shape.days) == set(K.questions["days"].choices)


def test_what_is_left_out_stays_out_and_its_place_is_taken(assess: Assess) -> None:
    kit = {"equipment": ALL_KIT, "minutes": "m30", "goals": ["strength"]}
    first = assess(**kit)
    groups = {e.slug: e.group for e in K.exercises.values()}
    rivals = [x for x in chosen(first) if list(groups.values()).count(groups[x]) > 1]
    assert rivals
    second = assess((rivals[0],), **kit)
    assert rivals[0] not in chosen(second)
    assert groups[rivals[0]] in {groups[x] for x in chosen(second)}
    [fate] = [x for x in second.programme.of("in_reserve") if x.exercise == rivals[0]]
    assert fate.reasons[0].rule == "left-out"


def test_leaving_everything_out_leaves_an_empty_plan_and_no_error(assess: Assess) -> None:
    result = assess(tuple(K.exercises))
    assert result.programme.chosen == ()
    assert result.plan == "open"


def test_a_plan_takes_at_most_one_exercise_of_a_group(assess: Assess) -> None:
    groups = [K.exercises[slug].group for slug in chosen(assess(equipment=ALL_KIT, minutes="m30"))]
    assert len(groups) == len(set(groups))


def test_pain_halves_the_dose_where_it_hurts(assess: Assess) -> None:
    for item in assess(**{**SORE, "pain_now": 5, "flare_ease": "hard"}).programme.chosen:
        level = chosen(assess(**{**SORE, "pain_now": 5, "flare_ease": "hard"}))[item.exercise]
        if "low_back" in level.regions:
            assert item.dose.sets[1] <= max(1, level.dose.sets[1] // 2)
            assert item.dose_notes


def test_a_closed_plan_has_no_exercise_and_holds_back_all(assess: Assess) -> None:
    result = assess(signs_nerves=["saddle"], saddle_change="new")
    assert (result.triage.disposition, result.plan) == ("emergency_now", "closed")
    assert (result.programme.chosen, result.programme.week, result.explanation.cards) == ((), (), ())
    assert {x.exercise for x in result.programme.of("held_back")} == set(K.exercises)
    assert result.explanation.tell_them
    assert result.explanation.meanwhile


# ---------------------------------------------------------------- the last guard
def test_an_unsafe_level_is_refused(monkeypatch: pytest.MonkeyPatch, assess: Assess) -> None:
    monkeypatch.setattr(programme, "_best_level", lambda exercise, *_: exercise.levels[-1])
    with pytest.raises(UnsafeProgrammeError, match="is not permitted for these answers"):
        assess(equipment=ALL_KIT)


def test_a_programme_for_a_closed_plan_is_refused(monkeypatch: pytest.MonkeyPatch, assess: Assess) -> None:
    honest = programme.run

    def deaf(facts: Any, triage: Any, *rest: Any) -> Any:
        return honest(facts, replace(triage, closed=False), *rest)

    monkeypatch.setattr(programme, "run", deaf)
    with pytest.raises(UnsafeProgrammeError):
        assess(signs_nerves=["saddle"], saddle_change="new")


def test_a_ranking_gone_wrong_changes_the_order_but_never_what_is_permitted(
    monkeypatch: pytest.MonkeyPatch, assess: Assess
) -> None:
    honest = ranking.run

    def upside_down(*given: Any) -> Any:
        found = honest(*given)
        order = tuple(replace(x, points=100, relevant=True) for x in reversed(found.order))
        return replace(found, order=order)

    before = assess(**THIRD_TRIMESTER)
    monkeypatch.setattr(ranking, "run", upside_down)
    after = assess(**THIRD_TRIMESTER)
    assert after.levels.ladders == before.levels.ladders
    assert all(ladder(after, x.exercise).rung(x.level).startable for x in after.programme.chosen)


# ------------------------------------------------------------------- explanation
def test_a_card_says_only_what_was_decided(assess: Assess) -> None:
    result = assess(**THIRD_TRIMESTER)
    for card, item in zip(result.explanation.cards, result.programme.chosen, strict=True):
        assert set(card.why) <= {point.because for point in item.reasons}
        said = {*card.adaptations, *result.explanation.for_all}
        assert said == {reason.instead for reason in item.adaptations}


def with_gaps(*names: str) -> Assessment:
    """Mia's result, had she not said these things."""
    answers = K.answers_of(K.people["desk-worker-29"])
    return engine.assess({name: value for name, value in answers.items() if name not in names}, K)


def test_what_is_not_known_of_her_is_never_told_as_a_fact() -> None:
    result = with_gaps("flare_settle", "experience")
    unknown = {x.because for x in result.decisions if x.stage in ("levels", "exclusions") and x.truth is None}
    words = result.explanation
    said = (*words.kept_gentle, *(x for card in words.cards for x in card.raise_it))
    guesses = [line for line in said if any(because in line for because in unknown)]
    assert len(guesses) >= 2
    assert all(line.startswith(K.wording["as_if"].format(because="")) for line in guesses)


def test_what_is_not_known_and_holds_nothing_that_is_not_held_anyway_is_not_told() -> None:
    assert with_gaps("flare_settle").explanation.gentle_asks == ()
    assert with_gaps("flare_settle", "experience").explanation.gentle_asks == ("flare_settle", "experience")


def test_what_holds_the_whole_plan_is_said_once_and_not_on_every_card() -> None:
    result = with_gaps("flare_settle", "experience")
    whole_plan = {x.because for x in result.levels.caps}
    cards = tuple(zip(result.explanation.cards, result.programme.chosen, strict=True))
    assert any({x.because for x in item.held_by} & whole_plan for _, item in cards)
    for card, item in cards:
        assert not whole_plan & set(card.raise_it)
        held = any(x.because in whole_plan for x in item.held_by)
        assert (K.wording["raise_with_all"] in card.raise_it) == held


def test_private_answers_are_told_to_nobody(assess: Assess) -> None:
    private = [rule for rule in K.triage if rule.private]
    assert private
    for rule in private:
        for example in rule.examples.true if rule.examples else ():
            result = engine.assess(whole(K, example), K)
            told = " ".join(result.explanation.tell_them)
            assert rule.name not in told
            [decision] = [x for x in result.decisions if x.stage == "triage" and x.rule == rule.id]
            assert (decision.used, decision.missing) == ((), ())


def test_every_decision_says_why_and_on_whose_word(assess: Assess) -> None:
    for decision in assess(**THIRD_TRIMESTER, **SORE).decisions:
        assert decision.because or decision.stage == "programme"
        if decision.stage in ("triage", "patterns", "exclusions", "levels"):
            assert decision.sources
            assert decision.at
