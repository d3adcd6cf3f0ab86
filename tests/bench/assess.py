"""An assessment, and every single changed answer: compiled conditions against a plain interpreter and a rule engine.

All read the same conditions of the same people in the same run. zen-engine knows no unknown, so it gets people who
answered everything, and the rules without computed facts.
"""

import os
from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter
from typing import Any

import engine
from engine.condition import All, AnyOf, Between, Condition, Holds, Is, Not
from engine.gist import Sketch
from engine.person import Person
from engine.possible import Possible
from engine.truth import Truth
from tests.bench.rows import Row, ratio
from tests.draws import Answers, the_knowledge
from tests.naive import Reader, book_of_data
from tests.test_naive import raw_conditions

ROUNDS = int(os.environ.get("ROUNDS", "5"))
CLICK = 55.0  # milliseconds: a click of the bare app where the targets were set
K = the_knowledge()


def measure() -> Iterator[Row]:
    """Yields the ratios of reading all conditions, then the time of an assessment and of all what-ifs."""
    people = [K.answers_of(person) for person in K.people.values()]
    book, raw = book_of_data(), list(raw_conditions().values())
    ours = timed(lambda answers: read_all(answers, [rule.when for rule in K.rules.values()]), people)
    plain = timed(lambda answers: [reader.true(tree) for reader in [Reader(book, answers)] for tree in raw], people)
    yield ratio("all conditions, against a plain interpreter", ours, plain, 1 / 4)
    yield against_zen()
    yield Row("one assessment, milliseconds", median(timed(lambda x: engine.assess(x, K), people)), 0.1 * CLICK)
    what_ifs = timed(every_changed_answer, people[:6])
    yield Row("every single changed answer, seconds", median(what_ifs) / 1000, 0.3)


def read_all(answers: Answers, trees: list[Condition]) -> list[Truth]:
    """The truths of conditions for a person who has not been read before."""
    person = Person(answers, K)
    return [person.truth(tree) for tree in trees]


# ------------------------------------------------------------------ zen-engine
def against_zen() -> Row:
    """The rules that zen-engine can state, read by both for the well woman, who has answered everything."""
    import zen

    trees = [rule.when for rule in K.rules.values() if stated(rule.when) is not None]
    compiled = [zen.compile_expression(stated(tree) or "") for tree in trees]
    answers = {name: K.well_woman.get(name, [] if x.type == "many_of" else None) for name, x in K.questions.items()}
    theirs = timed(lambda x: [expression.evaluate(x) for expression in compiled], [answers])
    ours = timed(lambda x: read_all(x, trees), [dict(K.well_woman)])
    return ratio(f"{len(trees)} of the conditions, against zen-engine", ours, theirs, 1 / 30)


def stated(tree: Condition) -> str | None:
    """A condition in zen's language, facts written out; None if it rests on a computed fact or counts."""
    match tree:
        case Holds(name):
            when = K.facts[name].when
            return stated(when) if when is not None else None
        case All(items):
            return joined(" and ", [stated(item) for item in items])
        case AnyOf(items):
            return joined(" or ", [stated(item) for item in items])
        case Not(item):
            inside = stated(item)
            return None if inside is None else f"not ({inside})"
        case Is(name, values) if name in K.questions:
            listed = "[" + ", ".join(f'"{value}"' for value in values) + "]"
            return f"some({name}, # in {listed})" if K.questions[name].type == "many_of" else f"{name} in {listed}"
        case Between(name, low, high) if name in K.questions:
            bounds = [f"{name} >= {low}" if low is not None else "", f"{name} <= {high}" if high is not None else ""]
            return f"{name} != null and " + " and ".join(filter(None, bounds))
    return None


def joined(word: str, parts: list[str | None]) -> str | None:
    """Conditions joined by a word, or None if one of them cannot be stated."""
    return None if None in parts else "(" + word.join(f"({part})" for part in parts) + ")"


def timed(work: Callable[[Answers], Any], people: list[Answers]) -> list[float]:
    """The best of some rounds for each person, in milliseconds."""
    return [min(_once(work, answers) for _ in range(ROUNDS)) for answers in people]


def _once(work: Callable[[Answers], Any], answers: Answers) -> float:
    began = perf_counter()
    work(answers)
    return (perf_counter() - began) * 1000


def every_changed_answer(answers: Answers) -> None:
    """Works out the gist for each other answer to each question that is asked of her."""
    sketch = Sketch.of(answers, K)
    for name in K.questions:
        if sketch.person.is_asked(name) is True:
            for answer in K.derived(Possible).answers(name):
                if answer != answers.get(name):
                    _ = sketch.with_answer(name, answer).gist
