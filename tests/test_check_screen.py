"""The check: nothing is answered for her, what she says is kept as she says it, and private things nowhere."""

import json
from typing import Any

import pytest

import engine
from tests import the_sheet
from tests.draws import whole
from tests.the_check import KNOWLEDGE, act, done, given, open_at, questions, send, shown, tick

DESK_WORKER = KNOWLEDGE.answers_of(KNOWLEDGE.people["desk-worker-29"])
PREGNANT = KNOWLEDGE.answers_of(KNOWLEDGE.people["pregnant-24-weeks"])
WELL = whole(KNOWLEDGE, {})
BEGUN: dict[str, Any] = {"age": 40, "pregnant": "no", "birth_or_loss": "no"}


def without(names: list[str], answers: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if name not in names}


def on_the_screen_of(question: str) -> list[str]:
    return [x.id for x in KNOWLEDGE.questions.values() if x.topic == KNOWLEDGE.questions[question].topic]


@pytest.mark.parametrize("answers", [DESK_WORKER, PREGNANT, WELL], ids=["desk worker", "pregnant", "well"])
def test_nothing_is_answered_for_her_on_any_screen(answers: dict[str, Any]) -> None:
    kinds, at = set(), None
    for place, step in enumerate(engine.steps(answers, KNOWLEDGE)):
        names = [x.id for x in step.questions]
        at = open_at(names[0], without(names, answers), at)
        assert shown(at)["title"] == step.topic.title
        assert questions(at), step.topic.id
        assert [x["id"] for x in questions(at).values() if x["value"] not in (None, [])] == []
        assert [x["id"] for x in questions(at).values() if x.get("is_unsure") or x.get("marks")] == []
        assert at.session_state["step"] == place
        kinds |= {x["kind"] for x in questions(at).values()}
    assert kinds == {"one", "many", "number"}  # no slider: it would stand somewhere


def test_looking_at_a_screen_answers_nothing() -> None:
    before = without(["regions", "how_long"], WELL)
    at = open_at("regions", before)
    at.run()
    assert at.session_state["answers"] == before


def test_one_of_a_few_is_kept_exchanged_and_of_a_scale_taken_back() -> None:
    at = open_at("pregnant", {"age": 40})
    done(at, "pick", "pregnant", "yes")
    done(at, "pick", "pregnant", "no")
    assert given(at, "pregnant") == questions(at)["pregnant"]["value"] == "no"
    at = open_at("pain_now", without(["pain_now"], DESK_WORKER), at)
    done(at, "pick", "pain_now", "7")
    assert repr(given(at, "pain_now")) == "7"
    done(at, "pick", "pain_now", None)
    assert "pain_now" not in at.session_state["answers"]


def test_a_pain_of_nought_is_an_answer() -> None:
    at = open_at("pain_now", without(["pain_now"], DESK_WORKER))
    done(at, "pick", "pain_now", "0")
    assert given(at, "pain_now") == 0
    here = shown(at)["title"]
    done(at, "next")
    assert shown(at)["title"] != here
    done(at, "back")
    assert questions(at)["pain_now"]["value"] == "0"


def test_taking_a_number_back_leaves_the_question_open_and_not_nought() -> None:
    at = open_at("age", {"age": 40})
    assert questions(at)["age"]["value"] == "40"
    done(at, "type", "age", " ")
    assert "age" not in at.session_state["answers"]
    assert questions(at)["age"]["odd"] is None


@pytest.mark.parametrize("text", ["60", "0", "-3", "12.5", "1e300", "nan", "inf", "20 weeks", "x" * 100_000])
def test_a_number_that_cannot_be_is_refused_at_its_field_and_the_rest_is_kept(text: str) -> None:
    rest = without(["pregnancy_week"], PREGNANT)
    at = open_at("pregnancy_week", {**rest, "pregnancy_week": 20})
    done(at, "type", "pregnancy_week", text)
    odd = questions(at)["pregnancy_week"]["odd"]
    assert odd == {"text": text[:40], "wanted": "This is not kept. It wants a whole number from 1 to 43."}
    assert at.session_state["answers"] == rest
    done(at, "type", "pregnancy_week", " 21 ")
    assert questions(at)["pregnancy_week"]["odd"] is None
    assert repr(given(at, "pregnancy_week")) == "21"


def test_what_cannot_be_kept_is_gone_after_the_next_screen() -> None:
    at = done(open_at("pregnancy_week", PREGNANT), "type", "pregnancy_week", "60")
    done(done(done(at, "next"), "next"), "back")
    assert questions(at)["pregnancy_week"]["odd"] is None


def test_what_cannot_be_kept_is_gone_with_her_answers() -> None:
    at = done(open_at("pregnancy_week", PREGNANT), "type", "pregnancy_week", "6789")
    assert "6789" in repr(at.session_state)
    at.switch_page("pages/screens/plan.py").run()
    next(x for x in at.button if x.label == "Delete my answers").click().run()
    assert "6789" not in repr(at.session_state)


def test_a_number_may_have_a_comma() -> None:
    at = open_at("wall_gap", WELL)
    name = next(x.id for x in KNOWLEDGE.questions.values() if x.type == "number" and x.grain < 1)
    at = open_at(name, {**WELL}, at)
    done(at, "type", name, "1,5")
    assert given(at, name) == 1.5
    assert questions(at)[name]["value"] == "1.5"


def test_none_of_these_stands_alone() -> None:
    at = open_at("signs_chest", {**BEGUN, "regions": ["none"]})
    tick(at, "signs_chest", "leg_warm")
    tick(at, "signs_chest", "cough_blood")
    assert given(at, "signs_chest") == ["cough_blood", "leg_warm"]
    tick(at, "signs_chest", "none")
    assert given(at, "signs_chest") == questions(at)["signs_chest"]["value"] == ["none"]
    tick(at, "signs_chest", "leg_warm")
    assert given(at, "signs_chest") == questions(at)["signs_chest"]["value"] == ["leg_warm"]
    tick(at, "signs_chest", "leg_warm", is_on=False)
    assert given(at, "signs_chest") is None  # taken back, so open again: not "no"


def test_a_pick_that_asks_for_more_brings_the_question_at_once() -> None:
    at = open_at("regions", BEGUN)
    assert "how_long" not in questions(at)
    tick(at, "regions", "neck")
    assert "how_long" in questions(at)
    tick(at, "regions", "none")
    assert "how_long" not in questions(at)


@pytest.mark.parametrize("question", ["signs_chest", "signs_nerves", "signs_unwell"])
def test_not_sure_of_a_sign_shows_the_two_plain_questions(question: str) -> None:
    at = open_at(question, without([question], WELL))
    asked = KNOWLEDGE.questions[question]
    assert questions(at)[question]["tell_apart"] is None
    tick(at, question, "not_sure")
    assert "not_sure" in given(at, question)
    told = questions(at)[question]["tell_apart"]
    assert (tuple(told["lines"]), told["then"]) == (asked.tell_apart, asked.tell_apart_then)
    assert len(told["lines"]) == 2


def test_not_sure_of_a_number_is_an_answer_and_not_a_number() -> None:
    at = open_at("pregnancy_week", without(["pregnancy_week"], PREGNANT))
    done(at, "type", "pregnancy_week", "60")
    done(at, "unsure", "pregnancy_week", value=True)
    assert given(at, "pregnancy_week") == "not_sure"
    week = questions(at)["pregnancy_week"]
    assert (week["is_unsure"], week["value"], week["odd"]) == (True, None, None)
    done(at, "unsure", "pregnancy_week", value=False)
    assert "pregnancy_week" not in at.session_state["answers"]


@pytest.mark.parametrize("private", KNOWLEDGE.support.options)
def test_private_ticks_are_kept_nowhere_even_if_a_browser_sends_them(private: str) -> None:
    question = KNOWLEDGE.support.question
    at = open_at(question, without(on_the_screen_of(question), WELL))
    assert questions(at)[question]["private"] == list(KNOWLEDGE.support.options)
    assert KNOWLEDGE.support.text in json.dumps(shown(at), ensure_ascii=False)
    tick(at, question, private)
    assert question not in at.session_state["answers"]
    assert shown(at)["next"] == "Skip"
    done(at, "next")
    assert private not in repr(at.session_state)


def test_what_stands_beside_a_private_tick_is_kept() -> None:
    question = KNOWLEDGE.support.question
    beside = next(x for x in KNOWLEDGE.questions[question].choices if x not in (*KNOWLEDGE.support.options, "none"))
    at = open_at(question, without([question], WELL))
    tick(at, question, KNOWLEDGE.support.options[0])
    tick(at, question, beside)
    assert given(at, question) == [beside]


def test_an_open_screen_warns_once_and_then_lets_her_pass() -> None:
    at = open_at("signs_chest", without(["signs_chest"], WELL))
    here = shown(at)["title"]
    assert shown(at)["warning"] == ""
    done(at, "next")
    assert shown(at)["title"] == here
    assert "still open" in shown(at)["warning"]
    done(at, "next")
    assert shown(at)["title"] != here
    assert shown(at)["warning"] == ""
    assert "signs_chest" not in at.session_state["answers"]


def test_a_screen_that_may_be_skipped_says_so_and_warns_of_nothing() -> None:
    at = open_at("mood", without(on_the_screen_of("mood"), WELL))
    here = shown(at)["title"]
    assert shown(at)["next"] == "Skip"
    done(at, "next")
    assert shown(at)["title"] != here
    assert shown(at)["warning"] == ""


def test_answers_that_do_not_fit_are_named_where_they_arise_and_mended_in_place() -> None:
    at = open_at("pregnant", {**WELL, "pregnant": "no", "pregnancy_week": 20})
    mistake = engine.mistakes(at.session_state["answers"], KNOWLEDGE)[0]
    alert = shown(at)["alerts"][0]
    assert alert["text"] == f"{mistake.because} {mistake.fix}"
    name, words = alert["clear"][0]
    assert words == f"Clear my answer to “{KNOWLEDGE.questions[name].text}”"
    done(at, "clear", name)
    assert engine.mistakes(at.session_state["answers"], KNOWLEDGE) == ()
    assert shown(at)["alerts"] == []


def test_every_question_says_why_it_is_asked() -> None:
    at = None
    for step in engine.steps(DESK_WORKER, KNOWLEDGE):
        at = open_at(step.questions[0].id, DESK_WORKER, at)
        assert shown(at)["why"]["because"] is None  # worked out when it is asked for
        done(at, "why")
        told = {x["text"]: x["why"] for x in shown(at)["why"]["because"]}
        assert {x.text: x.why for x in step.questions}.items() <= told.items(), step.topic.id
        assert all(x["lines"] for x in shown(at)["why"]["because"])


def test_the_last_screen_leads_to_the_plan() -> None:
    last = engine.steps(WELL, KNOWLEDGE)[-1]
    at = done(open_at(last.questions[0].id, WELL), "next")
    assert the_sheet.title(at) == "That is enough for a plan"
    the_sheet.press(at, "See my plan")
    assert the_sheet.title(at) == engine.assess(WELL, KNOWLEDGE).explanation.headline


def test_the_last_screen_does_not_reassure_where_a_list_was_left_open() -> None:
    answers = {name: given for name, given in WELL.items() if name != "signs_chest"}
    at = open_at("signs_chest", answers)
    for _ in range(40):
        if the_sheet.blocks(at, "h1"):
            break
        at = done(at, "next")
    assert the_sheet.title(at).startswith("That is enough")
    assert "something was left open" in the_sheet.written(at)
    assert "none found" not in the_sheet.written(at)


def test_what_there_is_so_far_can_be_seen_at_any_time() -> None:
    at = done(open_at("pain_now", DESK_WORKER), "plan")
    assert the_sheet.title(at) == engine.assess(DESK_WORKER, KNOWLEDGE).explanation.headline


# ------------------------------------------------------------ acts, in order and once
def test_acts_that_come_together_count_in_their_order() -> None:
    at = open_at("regions", BEGUN)
    first = act(at, "tick", "regions", ["neck", True])
    others = [
        ("tick", "regions", ["none", True]),
        ("tick", "regions", ["knee", True]),
        ("pick", "how_long", "weeks_1_6"),
    ]
    acts = [first, *(dict(act(at, *x), n=first["n"] + i) for i, x in enumerate(others, 1))]
    send(at, {"visit": shown(at)["visit"], "acts": acts})
    assert (given(at, "regions"), given(at, "how_long")) == (["knee"], None)  # not asked of her when it was sent
    assert shown(at)["seen"] == first["n"] + 3


def test_an_act_that_comes_twice_counts_once() -> None:
    at = open_at("pain_now", DESK_WORKER)
    here, said = shown(at)["title"], {"visit": shown(at)["visit"], "acts": [act(at, "next")]}
    send(at, said)
    there = shown(at)["title"]
    assert here != there
    send(at, said)
    assert shown(at)["title"] == there


def test_a_way_on_that_was_meant_for_another_screen_leads_nowhere() -> None:
    at = open_at("pain_now", DESK_WORKER)
    twice = [act(at, "next"), dict(act(at, "next"), n=act(at, "next")["n"] + 1)]
    place = at.session_state["step"]
    send(at, {"visit": shown(at)["visit"], "acts": twice})
    assert at.session_state["step"] == place + 1


NEITHER_ON_NOR_OFF = [None, 7, "neck", [], ["neck"], ["neck", 1], ["neckk", True], [["neck"], True], {"neck": True}]
NOT_AS_IT_WAS_SENT: list[dict[str, Any]] = [
    {"n": "99"},
    {"n": True},
    {"do": ["next"]},
    {"do": "explode"},
    {"id": {}},
    {"id": "no_such_question"},
    {"id": "worse_with", "value": ["sitting", True]},  # not put to her
    {"whose": "another"},
    {"topic": None},
    *({"value": x} for x in NEITHER_ON_NOR_OFF),
    *({"do": "tap", "value": x} for x in (*NEITHER_ON_NOR_OFF, ["neck", True, True], ["<b>", True])),
    *({"do": do, "id": "age", "value": x} for do in ("unsure", "tick", "tap") for x in (True, "40", ["40", True])),
    *({"do": "type", "id": "age", "value": x} for x in (40, None, ["40"])),
    *({"do": "pick", "id": "pregnant", "value": x} for x in (True, "perhaps", ["no"])),
    {"do": "pick", "value": "neck"},  # a list has ticks
    {"do": "unsure", "value": True},
    {"do": "type", "value": "3"},
    {"do": "tick", "id": "pregnant", "value": ["yes", True]},  # of these there is one
    {"do": "unsure", "id": "pregnant", "value": True},
    {"do": "pick", "id": "age", "value": "40"},
]


@pytest.mark.parametrize("wrong", NOT_AS_IT_WAS_SENT, ids=repr)
def test_what_is_no_act_of_hers_changes_nothing(wrong: dict[str, Any]) -> None:
    at = open_at("regions", {**BEGUN, "regions": ["hip"]})
    at.session_state["put"] = ("age", "pregnant", "birth_or_loss", "regions")
    usual, before = act(at, "tick", "regions", ["neck", True]), dict(at.session_state["answers"])
    send(at, {"visit": shown(at)["visit"], "acts": [None, 3, [], {}, {**usual, **wrong}]})
    assert at.session_state["answers"] == before


@pytest.mark.parametrize("said", [None, 7, [], {}, {"visit": "another"}, {"visit": None, "acts": 1}, {"acts": "all"}])
def test_what_is_no_message_of_this_visit_changes_nothing(said: Any) -> None:
    at = open_at("regions", {**BEGUN, "regions": ["hip"]})
    acts = [act(at, "tick", "regions", ["neck", True])]
    send(at, {"acts": acts, **said} if isinstance(said, dict) else said)
    assert given(at, "regions") == ["hip"]
    send(at, {"visit": shown(at)["visit"], "acts": acts})
    assert given(at, "regions") == ["neck", "hip"]


def test_an_example_hears_nothing_that_was_meant_for_her_own_answers() -> None:
    at = open_at("pain_now", DESK_WORKER)
    said = {"visit": shown(at)["visit"], "acts": [act(at, "pick", "pain_now", "9")]}
    at.session_state["person"] = "desk-worker-29"
    send(at, said)
    assert given(at, "pain_now") == DESK_WORKER["pain_now"]
