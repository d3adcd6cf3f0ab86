"""Reading the condition tree for one person: is it true, on what grounds, and what is missing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

from .condition import All, AnyOf, AtLeast, Between, Condition, Holds, Is, Not, children
from .knowledge import Knowledge
from .model import Fact, Product, Question
from .roots import Roots
from .truth import NOT_SURE, Truth, k_not
from .view import View

State = Literal["not_applicable", "not_sure", "open", "ruled_out", "answered"]
Value = tuple[State, Any]
WEAKEST_FIRST: tuple[State, ...] = get_args(State)
WITH_A_VALUE = ("ruled_out", "answered")
TRUTHS: tuple[Truth, ...] = (None, True, False)
NOT_APPLICABLE: Value = ("not_applicable", None)


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
        self._views = {open_as: (View(self, True, open_as), View(self, False, open_as)) for open_as in TRUTHS}
        for open_as, (may, sure) in self._views.items():
            may.opposite, sure.opposite = reversed(self._views[k_not(open_as)])
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
        stale = [name for x in changed for name in (*rests.questions_under[x], *rests.facts_under[x])]
        for mine, theirs in zip(self._read(), before._read(), strict=True):
            mine.update(theirs)
            for name in stale if mine else ():
                mine.pop(name, None)

    def _read(self) -> Iterator[dict[str, Any]]:
        """Yield all that was read so far, by the name of what it was read of."""
        yield self.states_read
        for views in self._views.values():
            yield from views

    # ------------------------------------------------------------- questions
    def state(self, question_id: str) -> Value:
        """Return how a question stands, with its value if answered."""
        found = self.states_read.get(question_id)
        if found is None:
            found = self.states_read[question_id] = self._state(self.knowledge.questions[question_id])
        return found

    def _state(self, question: Question) -> Value:
        given = self.answers.get(question.id)
        asked = self._asked(question)
        if given is not None and given != NOT_SURE:
            if asked is True or (not question.measured and asked is None):
                return "answered", given
            return ("ruled_out", given) if question.measured else NOT_APPLICABLE
        if asked is False or question.skippable:
            return NOT_APPLICABLE
        return ("open" if given is None else "not_sure"), None

    def is_asked(self, question_id: str) -> Truth:
        """Return whether a question is asked of her; unknown while what it depends on is."""
        return self._asked(self.knowledge.questions[question_id])

    def _asked(self, question: Question) -> Truth:
        return True if question.enable_when is None else self.truth(question.enable_when)

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
        try:
            holds = self._readings[id(tree)]
        except KeyError:
            holds = self.knowledge.readings.of(tree)
        may, sure = self._views[open_as]
        if not holds(may):
            return False
        return True if holds(sure) else None

    def stays_doubtful(self, tree: Condition) -> bool:
        """Return whether a condition is unknown (or true) even if all that is left open is read most favourably.

        So an answered "not sure" is told from a question that has not been reached yet.
        """
        return self.truth(tree, open_as=False) is not False

    def fact(self, name: str, open_as: Truth = None) -> Truth:
        """Return the truth of a fact by its name."""
        fact = self.knowledge.facts[name]
        if fact.when is not None:
            return self.truth(fact.when, open_as)
        if fact.has_value:
            raise ValueError(f"fact '{name}' has a value: compare it")
        may, sure = self._views[open_as]
        if not may[name]:
            return False
        return True if sure[name] else None

    # -------------------------------------------------------- computed facts
    def computed(self, fact: Fact) -> Value:
        """Return how a fact stands that is worked out from several answers: a band, a gap, or below a norm."""
        if fact.product is not None:
            return self._band(fact.product)
        if fact.below_norm is not None:
            rule = fact.below_norm
            return self._from_two(
                (rule.of, rule.by),
                lambda result, age: any(norm.includes(age) and result < norm.under for norm in rule.norms),
            )
        if fact.gap is not None:
            return self._from_two(fact.gap, lambda one, other: abs(one - other))
        assert fact.gap_percent is not None
        return self._from_two(fact.gap_percent, lambda one, other: 100 * abs(one - other) / max(one, other, 1))

    def _from_two(self, questions: tuple[str, str], work_out: Callable[[float, float], Any]) -> Value:
        (one, first), (other, second) = map(self.state, questions)
        state = _weakest((one, other))
        return state, work_out(first, second) if state in WITH_A_VALUE else None

    def _band(self, product: Product) -> Value:
        score = 1.0
        states: list[State] = []
        for name in product.of:
            state, value = self.state(name)
            table = product.values.get(name, {})
            if state == "not_applicable" and "na" in table:
                state, value = "answered", "na"
            states.append(state)
            if state in WITH_A_VALUE:
                score *= table[str(value)] if str(value) in table else float(value)
        band = next((name for name, bounds in product.bands.items() if bounds.includes(score)), ())
        return _weakest(states), band

    def count(self, fact: Fact, open_as: Truth) -> tuple[int, int] | None:
        """Return how many of a fact's conditions are true at least and at most; None if none of them applies."""
        if all(self.state(name)[0] == "not_applicable" for name in self.knowledge.derived(counted_questions)[fact.id]):
            return None
        truths = [self.truth(item, open_as) for item in fact.count or ()]
        low = truths.count(True)
        return low, low + truths.count(None)

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


def _weakest(states: Iterable[State]) -> State:
    """Return how answers stand together that are all needed."""
    return min(states, key=WEAKEST_FIRST.index)


def counted_questions(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """Return the questions named in the conditions that each fact counts."""
    return {
        fact.id: frozenset().union(*(questions_in(item, knowledge) for item in fact.count))
        for fact in knowledge.facts.values()
        if fact.count is not None
    }


def questions_in(tree: Condition, knowledge: Knowledge) -> frozenset[str]:
    """Return the questions named directly in a tree, facts not followed."""
    found = {tree.name} if isinstance(tree, Is | Between) and tree.name in knowledge.questions else set()
    return frozenset(found).union(*(questions_in(child, knowledge) for child in children(tree)))
