"""The gist and the assessment are two readings of the same rules: they agree for everybody, after any change."""

import random
from typing import Any

import pytest

import engine
from engine.condition import Condition
from engine.gist import Sketch, gist_of
from engine.model import Question, TriageRule
from engine.person import Person
from engine.truth import Truth
from tests.draws import Answers, numbers, random_people, the_knowledge

K = the_knowledge()
PEOPLE = random_people(6, 120, K)


def any_answer(rng: random.Random, question: Question) -> Any:
    if rng.random() < 0.15:
        return None
    if question.is_number:
        return rng.choice(numbers(question.id))
    options = [*question.choices, *(["not_sure"] if question.not_sure else [])]
    if question.type != "many_of":
        return rng.choice(options)
    return sorted(set(rng.choices(options, k=rng.choice((1, 1, 2)))))


@pytest.mark.parametrize("person", list(K.people.values()), ids=lambda person: person.id)
def test_it_is_what_the_assessment_of_a_person_comes_to(person: Any) -> None:
    answers = K.answers_of(person)
    assert Sketch.of(answers, K, person.leave_out).gist == gist_of(engine.assess(answers, K, person.leave_out))


def test_it_is_what_the_assessment_of_anybody_comes_to() -> None:
    for answers in PEOPLE:
        assert Sketch.of(answers, K).gist == gist_of(engine.assess(answers, K)), answers


def test_a_changed_answer_reads_again_only_what_rests_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of somebody of whom nothing had been read before; or hundreds of what-ifs would read everything each."""
    read: list[tuple[Person, Condition]] = []
    truth = Person.truth

    def noted(person: Person, tree: Condition, open_as: Truth = None) -> Truth:
        read.append((person, tree))
        return truth(person, tree, open_as)

    sketch = Sketch.of(PEOPLE[0], K)
    after = sketch.with_answer("pain_now", 6)
    monkeypatch.setattr(Person, "truth", noted)
    assert after.gist.programme == Sketch.of(after.person.answers, K).gist.programme
    again = {id(tree) for person, tree in read if person is after.person}
    rules = [rule for rule in K.rules.values() if id(rule.when) in again]
    assert 0 < len(rules) < len(K.rules) / 5  # with those about tests that strong pain rules out


def test_after_a_changed_answer_it_is_what_it_would_be_from_the_start() -> None:
    rng = random.Random(7)
    for answers in PEOPLE[:50]:
        sketch = Sketch.of(answers, K)
        for question in rng.choices(list(K.questions.values()), k=25):
            value = any_answer(rng, question)
            changed: Answers = {name: given for name, given in answers.items() if name != question.id}
            if value is not None:
                changed[question.id] = value
            assert sketch.with_answer(question.id, value).gist == Sketch.of(changed, K).gist, (question.id, value)


def test_a_changed_answer_leaves_the_first_sketch_as_it_was() -> None:
    sketch = Sketch.of(PEOPLE[0], K)
    before = list(sketch.truths(TriageRule))
    other = sketch.with_answer("signs_nerves", ["saddle"]).with_answer("pregnant", "yes")
    assert sketch.truths(TriageRule) == before != other.truths(TriageRule)
    assert sketch.gist == Sketch.of(PEOPLE[0], K).gist


def test_what_she_leaves_out_is_not_in_the_plan() -> None:
    answers = next(x for x in PEOPLE if Sketch.of(x, K).gist.programme)
    first = Sketch.of(answers, K).gist.programme[0][0]
    assert first not in {exercise for exercise, _, _ in Sketch.of(answers, K, [first]).gist.programme}
