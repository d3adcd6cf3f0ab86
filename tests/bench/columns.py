"""A made-up population evaluated as columns against the same people assessed one by one, in the same run.

One by one is timed on some of the people, spread over all of them, in turns with the columns, so that a busy moment of
the machine falls on both.
"""

import os
from collections.abc import Iterator
from statistics import median
from time import perf_counter

import engine
from engine.columns.people import answers_of
from engine.gist import Sketch
from tests.bench.rows import Row
from tests.draws import Answers, the_knowledge

PEOPLE = int(os.environ.get("PEOPLE", "100000"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
ONE_BY_ONE = 40  # people in a round
K = the_knowledge()


def measure() -> Iterator[Row]:
    """Yields how many times faster columns are, what it takes to make people up, and how many agree."""
    began = perf_counter()
    people = engine.population(K, PEOPLE)
    made = perf_counter() - began
    places = range(0, PEOPLE, max(1, PEOPLE // (ROUNDS * ONE_BY_ONE)))
    some = [answers_of(people, place, K) for place in places]
    assessed, sketched, columns = [], [], []
    for i in range(ROUNDS):
        part = some[i::ROUNDS]
        assessed.append(seconds_each(part))
        sketched.append(seconds_each_sketched(part))
        began = perf_counter()
        found = engine.evaluate(people, K)
        columns.append((perf_counter() - began) / PEOPLE)
    times = [one / all_ for one, all_ in zip(assessed, columns, strict=True)]
    yield Row("times faster than assess, one by one", median(times), 100, f"{PEOPLE} people", at_least=True)
    quick = [one / all_ for one, all_ in zip(sketched, columns, strict=True)]
    yield Row("times faster than the sketch, one by one", median(quick), None, "without reasons")
    yield Row("seconds for all of them as columns", median(columns) * PEOPLE, None)
    yield Row("seconds to make them up", made, None)
    same = sum(found.gist(place) == Sketch.of(answers, K).gist for place, answers in zip(places, some, strict=True))
    yield Row("the same result", same / len(some), 1, f"{same} of {len(some)}", at_least=True)


def seconds_each(people: list[Answers]) -> float:
    """The time of one assessment."""
    began = perf_counter()
    for answers in people:
        engine.assess(answers, K)
    return (perf_counter() - began) / len(people)


def seconds_each_sketched(people: list[Answers]) -> float:
    """The time of one gist without its reasons."""
    began = perf_counter()
    for answers in people:
        _ = Sketch.of(answers, K).gist
    return (perf_counter() - began) / len(people)
