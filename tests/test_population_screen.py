"""The population on the bench: counts of made-up people, or of a table of answers that is let go of once counted."""

from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

import engine
from pages.components import population
from tests.draws import the_knowledge
from tests.test_bench_screen import bench, text

K = the_knowledge()
TABLE = "age,regions,pain_now\n" + "30,low_back;hip,3\n" * 7 + "31,kneee,2\n,,\n"


@cache
def few() -> engine.PopulationCounts:
    return engine.population_counts(engine.evaluate(engine.population(K, 500), K))


@pytest.fixture(autouse=True)
def _few_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "_made_up", few)


def opened() -> AppTest:
    return bench(part="population")


def brought(content: str, name: str = "people.csv") -> AppTest:
    at = opened()
    at.file_uploader[0].upload(name, content.encode(), "text/csv")
    return at.run()


def test_every_count_is_told_as_a_table_too() -> None:
    at = opened()
    assert not at.exception
    assert "500 made-up people" in text(at)
    sizes = [len(table.value) for table in at.table]
    never = len(few().never_given)
    assert sizes == [len(few().dispositions), len(K.patterns), len(K.exercises), never]
    assert f"{never} of {len(few().levels)} levels" in text(at)
    urgency = at.table[0].value
    assert urgency["People"].tolist() == [x.people for x in few().dispositions]


def test_a_table_of_answers_is_counted_in_their_place_and_its_bad_rows_are_named() -> None:
    at = brought(TABLE)
    assert not at.exception
    said = text(at)
    assert "7 rows were counted, 1 left out as wrong" in said
    assert "Row 9: 'regions' has no option 'kneee'" in said
    assert "1 blank row" in said
    assert "made-up people" not in said
    assert at.table[0].value["People"].sum() == 7
    assert "Nobody." in said  # whoever answers so little has a closed plan, with no exercise to draw


def test_what_was_brought_is_let_go_of_and_the_made_up_people_come_back() -> None:
    at = brought(TABLE)
    assert at.file_uploader[0].value is None
    back = next(button for button in at.button if "made-up" in button.label)
    assert "500 made-up people" in text(back.click().run())


def test_a_file_that_cannot_be_used_is_refused_and_changes_nothing() -> None:
    at = brought("agee\n30\n")
    assert not at.exception
    assert "column 'agee' names no question; did you mean 'age'?" in text(at)
    assert "500 made-up people" in text(at)
