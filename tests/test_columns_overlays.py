"""An overlay changes what many come to as it changes what each comes to."""

import engine
from engine.columns.people import answers_of, people_of
from engine.gist import Sketch
from tests.test_columns import NAMED, everybody
from tests.test_overlays import CHANGED, PEOPLE, K


def test_under_changed_rules_everybody_comes_to_what_one_by_one_comes_to() -> None:
    people = [*NAMED, *PEOPLE, *everybody()[::3]]
    found = engine.evaluate(people_of(people, K), CHANGED)
    standard = engine.evaluate(people_of(people, K), K)
    for row, answers in enumerate(people):
        assert found.gist(row) == Sketch.of(answers, CHANGED).gist, answers
    assert sum(found.gist(row).programme != standard.gist(row).programme for row in range(len(people))) >= 10


def test_a_made_up_population_under_changed_rules_agrees_too() -> None:
    people = engine.population(K, 1500, 3)
    found = engine.evaluate(people, CHANGED)
    for row in range(0, 1500, 15):
        assert found.gist(row) == Sketch.of(answers_of(people, row, K), CHANGED).gist
