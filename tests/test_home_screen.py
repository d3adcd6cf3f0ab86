"""Home: what this is, what it promises, one way to begin, and examples that open as plans."""

import pytest
from streamlit.testing.v1 import AppTest

import engine
from tests import the_check, the_sheet
from tests.draws import the_knowledge

KNOWLEDGE = the_knowledge()
EXAMPLES = [name for name, person in KNOWLEDGE.people.items() if person.example]


def home() -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=30).run()
    assert not at.exception
    return at


def text(at: AppTest) -> str:
    return "\n".join(str(x.value) for kind in (at.title, at.header, at.markdown, at.caption) for x in kind)


def test_it_says_how_long_it_takes_what_is_kept_and_who_has_checked_it() -> None:
    said = text(home())
    for words in (
        "About five minutes",
        "Only your own device keeps your answers",
        "No doctor or physiotherapist has reviewed",
        "not a diagnosis",
    ):
        assert words in said


def test_there_is_one_primary_button_and_it_leads_to_the_first_question() -> None:
    at = home()
    primary = [x for x in at.button if x.proto.type == "primary"]
    assert [x.label for x in primary] == ["Start the check"]
    primary[0].click().run()
    assert the_check.shown(at)["title"] == KNOWLEDGE.vocabulary.topics[0].title


def test_who_has_begun_goes_on() -> None:
    at = AppTest.from_file("../app.py", default_timeout=30)
    at.session_state["answers"] = {"age": 40}
    at.run()
    assert next(x for x in at.button if x.proto.type == "primary").label == "Go on with the check"


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_opens_as_her_plan(name: str) -> None:
    at = home()
    at.button(key=f"example:{name}").click().run()
    person = KNOWLEDGE.people[name]
    result = engine.assess(KNOWLEDGE.answers_of(person), KNOWLEDGE, person.leave_out)
    assert not at.exception
    assert at.title[0].value == result.explanation.headline
    assert person.name in text(at)
    titles = [x.title for x in result.programme.chosen]
    assert [x for x in the_sheet.headings(at) if x in titles] == titles


def test_the_guides_and_the_map_are_one_tap_away() -> None:
    labels = [x.proto.label for x in home().get("page_link")]
    assert f"All {len(KNOWLEDGE.exercises)} exercises" in labels
    assert "The map of exercises" in labels
