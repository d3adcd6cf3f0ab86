"""The bench's cases: all of them run at once, one of one's own with what is expected, and the rules for review."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import engine
from engine.model import Person
from engine.source import read_yaml
from tests.test_bench_screen import KNOWLEDGE, bench, pick, text


@pytest.fixture(scope="module")
def ran() -> engine.VignetteBench:
    return engine.run_vignettes(KNOWLEDGE)


@pytest.fixture
def run_before(ran: engine.VignetteBench, monkeypatch: pytest.MonkeyPatch) -> engine.VignetteBench:
    """The cases were run by another test; the page takes what came."""
    monkeypatch.setattr("engine.run_vignettes", lambda _: ran)
    return ran


# ------------------------------------------------------------------ all cases
def press(at: AppTest, words: str) -> AppTest:
    next(x for x in at.button if x.label.startswith(words)).click()
    return at.run()


def all_cases() -> AppTest:
    return press(bench(part="all-cases"), "Run all")


def test_no_case_is_run_before_it_is_asked_for() -> None:
    at = bench()
    assert not at.exception
    assert "Case by case" not in text(at)
    assert any(x.label == f"Run all {len(KNOWLEDGE.people)} cases" for x in at.button)


def test_all_cases_are_run_at_once_and_came_as_expected() -> None:
    at = all_cases()
    assert not at.exception
    assert f"All {len(KNOWLEDGE.people)} cases came as expected" in text(at)
    assert "Case by case" in text(at)
    assert sum("pass" in x.label for x in at.expander) == 15
    took = re.search(r"It took (\d+\.\d) s", text(at))
    assert took is not None
    assert "29, 100% (88% to 100%)" in text(at)


@pytest.mark.usefixtures("run_before")
def test_cases_are_found_by_urgency_and_words_and_lead_to_the_person() -> None:
    at = all_cases()
    at.selectbox(key="vignettes:urgency").set_value("emergency_now").run()
    at.text_input(key="vignettes:words").set_value("toilet paper").run()
    (case,) = [x for x in at.expander if "pass" in x.label]
    assert KNOWLEDGE.people["chatty-with-a-sign"].name in case.label
    assert "bench?person=chatty-with-a-sign" in text(at)


def test_a_broken_case_turns_its_row_red_and_says_what_came(monkeypatch: pytest.MonkeyPatch) -> None:
    person = KNOWLEDGE.people["desk-worker-29"]
    expect = person.expect.model_copy(update={"disposition": "same_day"})
    broken = {"met": KNOWLEDGE.people["stent-63"], person.id: person.model_copy(update={"expect": expect})}
    monkeypatch.setattr("pages.components.session.rules", lambda: replace(KNOWLEDGE, people=broken))
    at = press(AppTest.from_function(_vignettes, default_timeout=30).run(), "Run all")
    assert not at.exception
    assert "1 of 2 cases broken" in at.error[0].value
    first = next(x.label for x in at.expander)
    assert ":red-badge[BROKEN]" in first
    assert "How urgent: expected Be seen today, came Fine to look after yourself" in first


def _vignettes() -> None:
    from pages.components import vignettes

    vignettes.show()


def test_rules_and_levels_that_no_case_reaches_are_listed(run_before: engine.VignetteBench) -> None:
    at, found = all_cases(), run_before
    assert f"Rules that no case fires: {len(found.never_fired)}" in text(at)
    assert f"Levels in no case's plan: {len(found.never_given)}" in text(at)
    kinds = at.selectbox(key="vignettes:kind")
    kinds.set_value("triage").run()
    assert f"of {sum(x.kind == 'triage' for x in found.never_fired)}" in text(at)


@pytest.mark.usefixtures("run_before")
def test_questions_that_decided_nothing_are_looked_for_at_a_press(monkeypatch: pytest.MonkeyPatch) -> None:
    found = engine.IdleQuestions(("days",), ("alcohol",), (), 3629)
    monkeypatch.setattr("engine.idle_questions", lambda _: found)
    at = all_cases()
    assert "other answers were tried" not in text(at)
    press(at, "Look for them")
    assert "3,629 other answers were tried" in text(at)
    assert f"Asked of no case\n\n- {KNOWLEDGE.questions['alcohol'].text}" in text(at).replace("**", "")


def changed_rules(person: Person) -> engine.overlays.Overlay:
    """An overlay that takes the first exercise out of a person's plan."""
    slug = person.expect.must_have[0]
    head = "overlay: 1\ntitle: Mine\nauthor: Jana\ndate: 2026-11-22\nchanges:\n"
    change = f"  - {{do: remove, exercise: {slug}, because: The shoulders.}}\n"
    return engine.overlays.read_overlay((head + change).encode(), KNOWLEDGE)


def test_cases_that_changed_rules_break_are_shown_as_broken() -> None:
    at = all_cases()
    at.session_state["overlay"] = changed_rules(KNOWLEDGE.people["desk-worker-29"])
    at.session_state["overlay:on"] = True
    at.run()
    assert "Case by case" not in text(at)
    at = press(at, "Run all")
    assert not at.exception
    assert "cases broken" in at.error[0].value
    assert ":red-badge[BROKEN]" in next(x.label for x in at.expander)


def test_the_trace_under_changed_rules_is_text_too() -> None:
    person = KNOWLEDGE.people["desk-worker-29"]
    changed = engine.overlays.with_overlay(KNOWLEDGE, changed_rules(person))
    result = engine.assess(KNOWLEDGE.answers_of(person), changed)
    assert "The shoulders." in engine.trace_markdown(result, changed)
    assert "overlay-1-remove" in engine.trace_print(result, changed)


def test_a_person_loaded_on_the_empty_bench_shows_her_result_and_a_part_asked_for_stays() -> None:
    at = bench().selectbox[0].set_value("stent-63").run()
    assert "Expected and came" in text(at)
    at = bench(part="rules").selectbox[0].set_value("stent-63").run()
    assert "Every rule" in text(at)


# ------------------------------------------------------------------ a case of one's own
def choose(at: AppTest, label: str, value: str) -> AppTest:
    next(x for x in at.selectbox if x.label == label).set_value(value)
    return at.run()


def test_nothing_is_judged_before_something_is_expected() -> None:
    at = bench("desk-worker-29", part="own-case")
    assert "Say how urgent it is" in at.info[-1].value
    assert "Pass." not in text(at)
    assert "Fail." not in text(at)


def test_an_expectation_passes_or_fails_at_once() -> None:
    at = choose(choose(bench("desk-worker-29", part="own-case"), "How urgent", "self_care"), "The plan", "open")
    assert "Pass." in text(at)
    chosen = engine.assess(KNOWLEDGE.answers_of(KNOWLEDGE.people["desk-worker-29"]), KNOWLEDGE).programme.chosen[0]
    never = next(x for x in at.multiselect if x.label == "Must not be in the plan")
    never.set_value([chosen.exercise]).run()
    assert "Fail." in text(at)
    assert chosen.name in at.error[0].value
    at = choose(at, "How urgent", "emergency_now")
    assert "How urgent; " in at.error[0].value


def test_a_level_can_be_expected() -> None:
    at = choose(choose(bench("desk-worker-29", part="own-case"), "How urgent", "self_care"), "The plan", "open")
    chosen = engine.assess(KNOWLEDGE.answers_of(KNOWLEDGE.people["desk-worker-29"]), KNOWLEDGE).programme.chosen
    levels = {x.exercise: [level.id for level in KNOWLEDGE.exercises[x.exercise].levels] for x in chosen}
    slug, level = next((x.exercise, x.level) for x in chosen if levels[x.exercise][-1] != x.level)
    next(x for x in at.multiselect if x.label.startswith("Levels")).set_value([slug]).run()
    at = choose(at, f"{KNOWLEDGE.exercises[slug].name}, at least", level)
    assert "Pass." in text(at)
    at = choose(at, f"{KNOWLEDGE.exercises[slug].name}, at least", levels[slug][-1])
    assert f"Level of {KNOWLEDGE.exercises[slug].name}" in at.error[0].value


def test_the_case_that_is_saved_reads_as_a_case_of_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str] = {}
    monkeypatch.setattr("pages.components.save_file.show", lambda _, name, content: files.update({name: content}))
    at = choose(
        choose(bench("chatty-with-a-sign", part="own-case"), "How urgent", "emergency_now"), "The plan", "closed"
    )
    next(x for x in at.text_input if x.label.startswith("Name")).set_value('Ada"\n- id: x').run()
    (name,) = [name for name in files if name.startswith("ada")]
    path = tmp_path / name
    path.write_text(files[name], encoding="utf-8")
    (entry,) = read_yaml(path).value
    case = Person.model_validate(entry)
    assert case.expect.disposition == "emergency_now"
    assert KNOWLEDGE.answers_of(case) == KNOWLEDGE.answers_of(KNOWLEDGE.people["chatty-with-a-sign"])


# ------------------------------------------------------------------ rules for review
def test_rules_are_read_by_kind_theme_and_confidence_the_weakest_first() -> None:
    at = bench(part="rules")
    assert not at.exception
    book = engine.rulebook(KNOWLEDGE)
    assert f"0 of {len(book)} rules have been reviewed by a clinician" in text(at)
    assert "not yet reviewed by a clinician" in text(at)
    at.selectbox(key="rules:confidence").set_value("high").run()
    assert f"of {sum(line.confidence == 'high' for line in book)}." in text(at)
    assert "confidence: low" not in text(at)


# ------------------------------------------------------------------ the trace
def test_rules_open_for_want_of_an_answer_are_named_with_the_question() -> None:
    at = bench("not-sure-about-her-nerves", part="why")
    person = KNOWLEDGE.people["not-sure-about-her-nerves"]
    result = engine.assess(KNOWLEDGE.answers_of(person), KNOWLEDGE, person.leave_out)
    flag = next(x for x in result.triage.open if x.missing)
    assert "Open for want of an answer" in text(at)
    assert f"- **{KNOWLEDGE.questions[flag.missing[0]].text}**" in text(at)
    assert flag.name in text(at)


def test_the_trace_says_the_guides_lines_and_is_copied_as_markdown() -> None:
    at = pick(bench("two-falls-at-78", part="why"), "Stage", "exclusions")
    rule = "no-free-one-leg-stand-with-a-risk-of-falls"
    at.text_input(key="trace:words").set_value(rule).run()
    assert re.search(r"data/guides/exercises/[a-z-]+\.md:\d+", text(at))


def test_what_is_printed_says_what_fired_and_no_private_answer() -> None:
    question = KNOWLEDGE.questions["mood"]
    given = ["self_harm"] if question.type == "many_of" else "self_harm"
    answers = {**KNOWLEDGE.well_woman, "mood": given}
    result = engine.assess(answers, KNOWLEDGE)
    for words in (engine.trace_print(result, KNOWLEDGE), engine.trace_markdown(result, KNOWLEDGE)):
        assert "private" in words
        assert question.choices["self_harm"] not in words
        assert not any(x.id in words or x.name in words for x in KNOWLEDGE.triage if x.private)


@pytest.mark.parametrize("name", ["pregnant-24-weeks", "not-sure-about-her-nerves"])
def test_the_whole_trace_as_markdown_has_every_rule_of_every_stage(name: str) -> None:
    person = KNOWLEDGE.people[name]
    result = engine.assess(KNOWLEDGE.answers_of(person), KNOWLEDGE, person.leave_out)
    whole = engine.trace_markdown(result, KNOWLEDGE)
    lines = [line for stage in engine.TRACED for line in engine.trace(result, stage)]
    assert all(f"`{line.rule}`" in whole for line in lines)
    assert all(f"### {line.truth}: " in whole for line in lines if line.truth != "silent")
    negative = [x.name for x in KNOWLEDGE.triage if x.id in result.triage.negative and not x.private]
    assert negative
    fired = [
        line for line in lines if line.stage != "ranking" and line.truth == "true" and line.rule in KNOWLEDGE.rules
    ]
    printed = engine.trace_print(result, KNOWLEDGE).replace("\\", "")
    assert all((line.name or line.rule) in printed for line in fired)
    one = engine.trace_markdown(result, KNOWLEDGE, fired[:1])
    assert one.count("### ") == 1
    assert all(line.at in one for line in fired[:1])
