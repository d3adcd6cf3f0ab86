"""Reading the condition tree for one person: is it true, on what grounds, and what is missing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from .condition import All, AnyOf, AtLeast, Between, Condition, Holds, Is, Not, children
from .knowledge import Knowledge
from .model import Fact, Question
from .roots import Roots
from .truth import NOT_SURE, Truth

State = Literal["answered", "ruled_out", "not_sure", "open", "not_applicable"]
Value = tuple[State, Any]


class Person:
    """One person's answers, read against the knowledge.

    Four kinds of not knowing are told apart: not applicable is false, "not sure" and "open" are unknown,
    and a measurement not taken or an optional question skipped is not applicable. A measurement taken although
    a rule now says to skip the test can only hold back: what it would make true is unknown, what it would make
    false is false, so that no worse day lifts a cap that a poor result set.
    """

    def __init__(self, answers: Mapping[str, Any], knowledge: Knowledge) -> None:
        self.answers = answers
        self.knowledge = knowledge
        self.states_read: dict[str, Value] = {}
        self.facts_read: dict[tuple[str, Truth], Truth] = {}
        self._fact_grounds: dict[str, frozenset[str]] = {}
        self._readings = knowledge.readings.known

    def with_answer(self, question_id: str, value: Any) -> "Person":
        """Return the same person with one answer changed (None takes it away), all else that was read kept."""
        answers = {name: given for name, given in self.answers.items() if name != question_id}
        if value is not None:
            answers[question_id] = value
        other = type(self)(answers, self.knowledge)
        other.keep(self, (question_id,))
        return other

    def keep(self, before: "Person", changed: Iterable[str]) -> None:
        """Take over all that was read of a person who differs by these questions alone."""
        rests = self.knowledge.derived(Roots)
        self.states_read, self.facts_read = dict(before.states_read), dict(before.facts_read)
        for question_id in changed:
            for name in rests.questions_under[question_id]:
                self.states_read.pop(name, None)
            for fact in rests.facts_under[question_id]:
                for open_as in (None, True, False):
                    self.facts_read.pop((fact, open_as), None)

    # ------------------------------------------------------------- questions
    def state(self, question_id: str) -> Value:
        """Return how a question stands, with its value if answered."""
        if question_id not in self.states_read:
            self.states_read[question_id] = self._state(self.knowledge.questions[question_id])
        return self.states_read[question_id]

    def _state(self, question: Question) -> Value:
        asked = self.is_asked(question.id)
        given = self.answers.get(question.id)
        says = given is not None and given != NOT_SURE
        if question.measured and says and asked is not True:
            return "ruled_out", given
        if asked is False:
            return "not_applicable", None
        if says:
            return "answered", given
        if question.skippable:
            return "not_applicable", None
        return ("open" if given is None else "not_sure"), None

    def is_asked(self, question_id: str) -> Truth:
        """Return whether a question is asked of her; unknown while what it depends on is."""
        enable = self.knowledge.questions[question_id].enable_when
        return True if enable is None else self.truth(enable)

    def value(self, question_id: str) -> Any:
        """Return her answer, or None if there is none that counts."""
        state, value = self.state(question_id)
        return value if state == "answered" else None

    def chosen(self, question_id: str) -> tuple[str, ...]:
        """Return the options she ticked in a list, 'none' and 'not sure' left out."""
        given = self.value(question_id) or ()
        return tuple(x for x in given if x not in ("none", NOT_SURE))

    # ----------------------------------------------------------------- truth
    def truth(self, tree: Condition, open_as: Truth = None) -> Truth:
        """Return the truth of a condition; with `open_as`, questions left open read as that truth."""
        known = self._readings.get(id(tree))
        reading = self.knowledge.readings.of(tree) if known is None else known[1]
        return reading(self, open_as)

    def stays_doubtful(self, tree: Condition) -> bool:
        """Return whether a condition is unknown (or true) even if all that is left open is read most favourably.

        So an answered "not sure" is told from a question that has not been reached yet.
        """
        return self.truth(tree, open_as=False) is not False

    def fact(self, name: str, open_as: Truth = None) -> Truth:
        """Return the truth of a fact by its name."""
        key = (name, open_as)
        if key not in self.facts_read:
            fact = self.knowledge.facts[name]
            self.facts_read[key] = (
                self._below_norm(fact, open_as) if fact.below_norm else self.truth(_when(fact), open_as)
            )
        return self.facts_read[key]

    def _at_face_value(self, truth: Truth, *questions: str) -> Truth:
        """Return a truth that rests on answers; a test that is ruled out makes nothing true."""
        doubtful = truth is True and any(self.state(name)[0] == "ruled_out" for name in questions)
        return None if doubtful else truth

    # -------------------------------------------------------- computed facts
    def compare_fact(self, name: str, test: Is | Between, open_as: Truth = None) -> Truth:
        """Return the truth of a test of a fact that has a value: a count, a band, or a gap."""
        fact = self.knowledge.facts[name]
        if fact.count is not None:
            assert isinstance(test, Between)
            return self._compare_count(fact, test, open_as)
        if fact.product is not None:
            assert isinstance(test, Is)
            return self._compare_band(fact, test, open_as)
        assert isinstance(test, Between)
        pair = fact.gap or fact.gap_percent
        assert pair is not None
        known = self._known(pair, open_as)
        if not isinstance(known, list):
            return known
        gap = abs(known[0] - known[1])
        return self._at_face_value(test.includes(gap if fact.gap else 100 * gap / max(*known, 1)), *pair)

    def _known(self, questions: tuple[str, ...], open_as: Truth) -> list[float] | Truth:
        """Return all answers; or False if one is not applicable; or unknown (`open_as` if only open ones lack)."""
        states = [self.state(name) for name in questions]
        if any(state == "not_applicable" for state, _ in states):
            return False
        if any(state == "not_sure" for state, _ in states):
            return None
        if any(state == "open" for state, _ in states):
            return open_as
        return [value for _, value in states]

    def _compare_count(self, fact: Fact, test: Between, open_as: Truth) -> Truth:
        assert fact.count is not None
        asked = {name for item in fact.count for name in questions_in(item, self.knowledge)}
        if all(self.state(name)[0] == "not_applicable" for name in asked):
            return False
        values = [self.truth(item, open_as) for item in fact.count]
        low = sum(value is True for value in values)
        high = low + sum(value is None for value in values)
        readings = {test.includes(n) for n in range(low, high + 1)}
        return readings.pop() if len(readings) == 1 else None

    def _compare_band(self, fact: Fact, test: Is, open_as: Truth) -> Truth:
        product = fact.product
        assert product is not None
        score = 1.0
        unknown: list[State] = []
        for name in product.of:
            state, value = self.state(name)
            table = product.values.get(name, {})
            if state == "not_applicable" and "na" not in table:
                return False
            if state in ("open", "not_sure"):
                unknown.append(state)
                continue
            key = "na" if state == "not_applicable" else str(value)
            score *= table[key] if key in table else float(value)
        if unknown:
            return None if "not_sure" in unknown else open_as
        band = next((name for name, bounds in product.bands.items() if bounds.includes(score)), None)
        return self._at_face_value(band in test.values, *product.of)

    def _below_norm(self, fact: Fact, open_as: Truth) -> Truth:
        rule = fact.below_norm
        assert rule is not None
        known = self._known((rule.of, rule.by), open_as)
        if not isinstance(known, list):
            return known
        result, age = known
        low = any(norm.includes(age) and result < norm.under for norm in rule.norms)
        return self._at_face_value(low, rule.of, rule.by)

    # --------------------------------------------------------------- grounds
    def grounds(self, tree: Condition) -> frozenset[str]:
        """Return the questions whose answers, or whose missing answers, make the condition what it is."""
        truth = self.truth(tree)
        match tree:
            case All(items):
                return self._joined(items, lambda x: truth is True or self.truth(x) is truth)
            case AnyOf(items):
                return self._joined(items, lambda x: truth is False or self.truth(x) is truth)
            case AtLeast(_, items):
                return self._joined(items, lambda x: truth is False or self.truth(x) in (truth, True))
            case Not(item):
                return self.grounds(item)
            case Holds(name):
                return self._grounds_of_fact(self.knowledge.facts[name])
            case Is(name, _) | Between(name, _, _):
                if name in self.knowledge.facts:
                    return self._grounds_of_fact(self.knowledge.facts[name])
                return self._grounds_of_question(name)

    def _joined(self, items: tuple[Condition, ...], counts: Callable[[Condition], bool]) -> frozenset[str]:
        return frozenset().union(*(self.grounds(item) for item in items if counts(item)))

    def _grounds_of_fact(self, fact: Fact) -> frozenset[str]:
        if fact.id not in self._fact_grounds:
            self._fact_grounds[fact.id] = self._find_grounds_of_fact(fact)
        return self._fact_grounds[fact.id]

    def _find_grounds_of_fact(self, fact: Fact) -> frozenset[str]:
        if fact.when is not None:
            return self.grounds(fact.when)
        if fact.count is not None:
            return frozenset().union(*map(self.grounds, fact.count))
        if fact.below_norm is not None:
            return frozenset((fact.below_norm.of, fact.below_norm.by))
        return frozenset(fact.product.of if fact.product else (fact.gap or fact.gap_percent or ()))

    def _grounds_of_question(self, name: str) -> frozenset[str]:
        enable = self.knowledge.questions[name].enable_when
        if enable is not None and self.truth(enable) is not True:
            measured = frozenset((name,)) if self.state(name)[0] == "ruled_out" else frozenset()
            return self.grounds(enable) | measured
        return frozenset((name,))

    def split(self, grounds: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Split questions into those answered and those missing (open or not sure), in questionnaire order."""
        ordered = sorted(grounds, key=self.knowledge.place.__getitem__)
        missing = tuple(name for name in ordered if self._is_missing(name))
        return tuple(name for name in ordered if name not in missing), missing

    def _is_missing(self, name: str) -> bool:
        state, value = self.state(name)
        return state in ("open", "not_sure") or (isinstance(value, list | tuple) and NOT_SURE in value)


def _when(fact: Fact) -> Condition:
    if fact.when is None:
        raise ValueError(f"fact '{fact.id}' has a value: compare it")
    return fact.when


def questions_in(tree: Condition, knowledge: Knowledge) -> frozenset[str]:
    """Return the questions named directly in a tree, facts not followed."""
    found = {tree.name} if isinstance(tree, Is | Between) and tree.name in knowledge.questions else set()
    return frozenset(found).union(*(questions_in(child, knowledge) for child in children(tree)))
