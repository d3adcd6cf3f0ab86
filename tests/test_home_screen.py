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
    said = (str(x.value) for kind in (at.title, at.markdown, at.caption) for x in kind)
    return "\n".join([*said, the_sheet.written(at)])


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
    the_sheet.do(at, f"example:{name}")
    person = KNOWLEDGE.people[name]
    result = engine.assess(KNOWLEDGE.answers_of(person), KNOWLEDGE, person.leave_out)
    assert not at.exception
    assert the_sheet.title(at) == result.explanation.headline
    assert person.name in text(at)
    titles = [x.title for x in result.programme.chosen]
    assert [x for x in the_sheet.headings(at) if x in titles] == titles


def test_the_guides_and_the_map_are_one_tap_away() -> None:
    links = the_sheet.links(home())
    assert links[f"All {len(KNOWLEDGE.exercises)} exercises"] == "guides"
    assert links["The map of exercises"] == "explore"
