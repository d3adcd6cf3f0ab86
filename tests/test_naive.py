"""Two interpreters, written apart, agree on every fact and every condition for thousands of random people."""

from functools import cache
from typing import Any

import pytest

import engine
from engine.condition import Between, Is
from engine.model import Fact
from engine.person import Person
from tests.draws import random_people
from tests.naive import DATA, Book, Reader, book_of_data, book_of_the_fact_base, plain_yaml, rows

PEOPLE = 500
SEEDS = range(4)  # 2,000 people, in four parts so that they run beside each other
RULES = ("rules/*/*.yaml", "programme/adjustments.yaml")


def raw_conditions() -> dict[str, Any]:
    """Return every rule's condition as it stands in data/, read without the engine."""
    paths = [path for pattern in RULES for path in sorted(DATA.glob(pattern))]
    return {rule["id"]: rule["when"] for path in paths for rule in plain_yaml(path)}


def comparisons(fact: Fact) -> list[tuple[Any, Is | Between]]:
    """Return comparisons that tell the values of a scored fact apart, raw and typed."""
    if fact.product is not None:
        return [(band, Is(fact.id, (band,))) for band in fact.product.bands]
    return [({"at_least": n}, Between(fact.id, n, None)) for n in (1, 2, 4, 21)]


@pytest.mark.parametrize("seed", SEEDS)
def test_both_read_data_alike(seed: int, knowledge: engine.Knowledge) -> None:
    book, conditions = book_of_data(), raw_conditions()
    assert set(conditions) == set(knowledge.rules)
    for answers in random_people(seed, PEOPLE, knowledge):
        naive, person = Reader(book, answers), Person(answers, knowledge)
        for name, rule in knowledge.rules.items():
            assert person.truth(rule.when) is naive.true(conditions[name]), (name, answers)
        assert differing_facts(naive, person, book, knowledge) == [], answers


@cache
def logic() -> dict[str, Any]:
    return {row["ref"]: plain_yaml(row["when"]) for row in rows("logic.csv") if row["when"]}


@pytest.mark.parametrize("seed", [seed + 100 for seed in SEEDS])
def test_the_facts_of_data_mean_what_the_fact_base_means(seed: int, knowledge: engine.Knowledge) -> None:
    book = book_of_the_fact_base()
    carriers = [(rule, logic()[rule.ref]) for rule in (*knowledge.triage, *knowledge.findings) if rule.ref in logic()]
    for answers in random_people(seed, PEOPLE // 5, knowledge):
        naive, person = Reader(book, answers), Person(answers, knowledge)
        for rule, raw in carriers:
            assert person.truth(rule.when) is naive.true(raw), (rule.id, answers)
        assert differing_facts(naive, person, book, knowledge) == [], answers


def differing_facts(naive: Reader, person: Person, book: Book, knowledge: engine.Knowledge) -> list[str]:
    """Return the facts of the book that the two read differently."""
    found = []
    for name in book.facts:
        fact = knowledge.facts[name]
        if not fact.has_value and person.fact(name) is not naive.fact(name):
            found.append(name)
        for raw, typed in comparisons(fact) if fact.has_value else ():
            if person.truth(typed) is not naive.true({name: raw}):
                found.append(f"{name}: {raw}")
    return found
