"""The well woman and the whole persons: everything asked is answered, and she is well."""

from collections.abc import Iterable, Iterator

from engine.knowledge import Knowledge
from engine.model import Person as Persona
from engine.names import did_you_mean
from engine.person import Person
from engine.source import Problem
from engine.stages.facts import contradictions
from engine.truth import word

from . import Check, Found

WELL_KINDS = ("context", "stage")


def well_woman_is_whole(knowledge: Knowledge) -> Found:
    """Yield every question that is asked of the well woman and has no answer, and every answer to another."""
    person = Person(knowledge.well_woman, knowledge)
    for question in knowledge.questions.values():
        message = _unanswered(question.id, person)
        if message:
            yield Problem(f"{knowledge.root.name}/well_woman.yaml:1", message)


def _unanswered(name: str, person: Person) -> str:
    asked = person.is_asked(name) is not False
    if asked and name not in person.answers:
        return f"'{name}' is asked of the well woman and not answered: answer it"
    if not asked and name in person.answers:
        return f"'{name}' is not asked of the well woman: leave it out"
    return ""


def well_woman_is_well(knowledge: Knowledge) -> Found:
    """Yield every context, stage and triage rule that is true or unknown of the well woman."""
    person = Person(knowledge.well_woman, knowledge)
    for fact in knowledge.facts.values():
        if fact.kind in WELL_KINDS and not fact.has_value and (truth := person.fact(fact.id)) is not False:
            yield Problem(fact.at, f"'{fact.id}' is {word(truth)} of the well woman: mend it or her")
    for rule in knowledge.triage:
        if (truth := person.truth(rule.when)) is not False:
            yield Problem(rule.at, f"'{rule.id}' is {word(truth)} of the well woman: mend it or her")


def people_name_what_exists(knowledge: Knowledge) -> Found:
    """Yield every name in a whole person's expectations that nothing defines."""
    for person in knowledge.people.values():
        for what, names, known in _named(person, knowledge):
            for name in names:
                if name not in known:
                    yield Problem(person.at, f"no {what} '{name}'{did_you_mean(name, known)}")


def _named(person: Persona, knowledge: Knowledge) -> Iterator[tuple[str, Iterable[str], list[str]]]:
    expect = person.expect
    exercises = list(knowledge.exercises)
    yield "section", person.without, [section.id for section in knowledge.vocabulary.sections]
    yield "exercise", (*person.leave_out, *expect.must_have, *expect.must_not_have, *expect.levels), exercises
    for slug, bounds in expect.levels.items():
        levels = [level.id for level in knowledge.exercises[slug].levels] if slug in knowledge.exercises else []
        named = [level for level in (bounds.at_least, bounds.at_most) if level is not None]
        yield f"level of '{slug}'", named if levels else (), levels
    yield "rule", expect.fires, [*knowledge.rules, *(item.id for item in knowledge.contradictions)]
    yield "pattern", expect.patterns, list(knowledge.patterns)


def people_are_consistent(knowledge: Knowledge) -> Found:
    """Yield every whole person whose answers contradict each other, or answer what is not asked of her."""
    for persona in knowledge.people.values():
        answers = knowledge.answers_of(persona)
        for item in contradictions(answers, knowledge):
            yield Problem(persona.at, f"her answers contradict each other ('{item.id}'): {item.fix}")
        person = Person(answers, knowledge)
        for name, value in persona.answers.items():
            if value is not None and person.is_asked(name) is False:
                yield Problem(persona.at, f"answers '{name}', which is not asked of her: leave it out")


CHECKS = (
    Check(
        "well-woman-is-whole",
        "every question asked of the well woman is answered, and no other",
        well_woman_is_whole,
    ),
    Check("well-woman-is-well", "no context, stage or triage rule is true or unknown of her", well_woman_is_well),
    Check("people-name-what-exists", "names in the expectations of data/people", people_name_what_exists),
    Check(
        "people-are-consistent",
        "whole persons contradict nothing and answer what is asked",
        people_are_consistent,
    ),
)
