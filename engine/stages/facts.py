"""Facts: from answers to named, derived facts; contradictions among the answers are found here and close the plan."""

from collections.abc import Mapping
from typing import Any

from ..knowledge import Knowledge
from ..model import Contradiction, Fact, Question
from ..person import Person
from ..results import Decision, Facts, Record, of_adjustments


def run(answers: Mapping[str, Any], knowledge: Knowledge) -> Facts:
    """Return the person as read.

    Facts with a value (scores) are compared where they are used and are not listed here.
    """
    broken = contradictions(answers, knowledge)
    person = Person(answers, knowledge)
    named = knowledge.derived(_named)
    truths = {fact.id: person.fact(fact.id) for fact in named}
    return Facts(
        person=person,
        holds=tuple(name for name, truth in truths.items() if truth is True),
        unknown=tuple(name for name, truth in truths.items() if truth is None),
        contradictions=tuple(item.id for item in broken),
        decisions=Record(
            lambda: (
                *(_doubt(item) for item in broken),
                *(_decision(fact, person) for fact in named if truths[fact.id] is not False),
                *of_adjustments("facts", person),
            )
        ),
    )


def _named(knowledge: Knowledge) -> tuple[Fact, ...]:
    return tuple(fact for fact in knowledge.facts.values() if not fact.has_value)


def contradictions(answers: Mapping[str, Any], knowledge: Knowledge) -> tuple[Contradiction, ...]:
    """Return the contradictions among answers as given, whether or not their questions are asked of her."""
    given = _AsGiven(answers, knowledge)
    return tuple(item for item in knowledge.contradictions if given.truth(item.when) is True)


class _AsGiven(Person):
    """Reads answers as they were given, without regard to which questions are asked."""

    def _asked(self, question: Question) -> bool:
        return True


def _doubt(item: Contradiction) -> Decision:
    return Decision(
        "facts", item.id, True, f"plan closed until mended: {', '.join(item.doubt)}", item.because, at=item.at
    )


def _decision(fact: Fact, person: Person) -> Decision:
    tree = fact.when
    used, missing = person.split(person.grounds(tree)) if tree else ((), ())
    truth = person.fact(fact.id)
    effect = "holds" if truth else "unknown: counts as if it held where that is safer"
    return Decision("facts", fact.id, truth, effect, fact.label, fact.sources, used, missing, ref=fact.ref, at=fact.at)
