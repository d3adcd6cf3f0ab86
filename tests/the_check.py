"""The screen of the check without a browser: what it is told to show, and acts as a browser sends them."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

import engine
from tests.draws import the_knowledge
from tests.the_browser import sends

KNOWLEDGE = the_knowledge()


def open_at(question: str, answers: dict[str, Any], at: AppTest | None = None) -> AppTest:
    """The check, open at a question, with these answers given before; in the same visit, if there is one."""
    at = at or AppTest.from_file("../app.py", default_timeout=30).switch_page("pages/screens/check.py")
    steps = engine.steps(answers, KNOWLEDGE)
    at.session_state["answers"] = answers
    at.session_state["put"] = tuple(x.id for step in steps for x in step.questions)
    at.session_state["step"] = next(i for i, x in enumerate(steps) if question in [q.id for q in x.questions])
    at.run()
    assert not at.exception
    return at


def _component(at: AppTest) -> Any:
    found = [x.proto for x in at.get("bidi_component") if x.proto.component_name == "check"]
    assert len(found) == 1
    return found[0]


def shown(at: AppTest) -> dict[str, Any]:
    """Everything that the screen is told to show."""
    told: dict[str, Any] = json.loads(_component(at).json)
    return told


def questions(at: AppTest) -> dict[str, dict[str, Any]]:
    """The questions on the screen, by id."""
    return {part["id"]: part for part in shown(at)["parts"] if part["kind"] in ("one", "many", "number")}


def send(at: AppTest, said: Any) -> AppTest:
    """What a browser sends; or whatever it likes."""
    return sends(at, _component(at), "said", said)


def act(at: AppTest, do: str, asked: str = "", value: Any = None) -> dict[str, Any]:
    """The next act on the screen, as a browser writes it."""
    told = shown(at)
    here = {"n": told["seen"] + 1, "whose": told["whose"], "topic": told["topic"]}
    return {**here, "do": do, "id": asked, "value": value}


def done(at: AppTest, do: str, asked: str = "", value: Any = None) -> AppTest:
    """The check after one act."""
    return send(at, {"visit": shown(at)["visit"], "acts": [act(at, do, asked, value)]})


def tick(at: AppTest, asked: str, option: str, is_on: bool = True) -> AppTest:
    """The check after a tick, or after one is taken back."""
    return done(at, "tick", asked, [option, is_on])


def given(at: AppTest, question: str) -> Any:
    """What was kept."""
    return at.session_state["answers"].get(question)
