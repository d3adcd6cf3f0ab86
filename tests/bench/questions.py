"""How many questions the check asks a made-up population, and how often it comes to what the whole check comes to.

The short check asks screen by screen what `next_screen` gives, then offers tests while one is suggested; she answers as
she would in the long one. The same: urgency, closed regions, cap and what is out always; the plan within the tolerance.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles

import engine
from engine.gist import Sketch
from engine.usefulness import ALWAYS, change_of_plan
from tests.bench.rows import Row
from tests.draws import Answers, random_people, the_knowledge

PEOPLE = int(os.environ.get("PEOPLE", "300"))
SEED = 22
GROUPS = ("pregnant", "after a birth", "under 45", "45 to 64", "65 and over")


@dataclass(frozen=True)
class Walk:
    """One person's short check beside her long one."""

    group: str
    questions: int
    for_safety: int
    screens: int
    tests: int
    everything: int
    tests_there_are: int
    as_safe: bool
    open: bool
    identical: bool
    within: bool


class ShortCheck:
    """Goes through the short check with the answers of the long one."""

    def __init__(self, full: Answers) -> None:
        self.knowledge = the_knowledge()
        self.full, self.answers = full, dict[str, object]()
        self.put: list[str] = []
        self.for_safety: list[str] = []
        self.screens: list[str] = []
        self.tests: list[str] = []

    def ask(self) -> None:
        """Answers screen after screen until nothing more is worth asking."""
        while found := engine.next_screen(self.answers, self.knowledge, self.put):
            self._count(found)
            self._give([question.id for question in found.questions])

    def _count(self, found: engine.Step) -> None:
        """Counts a screen once with all that follows on it, and the questions that safety alone would have asked."""
        safety = engine.Outlook(self.answers, self.knowledge, self.put).safety_rests_on
        self.for_safety += [x.id for x in found.questions if x.section in ALWAYS or x.id in safety]
        if self.screens[-1:] != [found.topic.id]:
            self.screens.append(found.topic.id)

    def do_tests(self) -> None:
        """Does, or leaves out as she did, every test that is suggested, and answers what follows."""
        while new := self._suggested():
            self.tests.append(new.id)
            self._give(list(new.questions))
        self.ask()

    def _suggested(self) -> engine.SelfTest | None:
        found = (x.test for x in engine.worth_testing(self.answers, self.knowledge))
        return next((test for test in found if test.id not in self.tests), None)

    def _give(self, questions: list[str]) -> None:
        self.put += questions
        self.answers |= {name: self.full[name] for name in questions if self.full.get(name) is not None}


def asked_everything(drawn: Answers, knowledge: engine.Knowledge) -> Answers:
    """The answers of the long check, which shows each question once what it depends on is answered."""
    answers: Answers = {}
    put: set[str] = set()
    while new := [x.id for step in engine.steps(answers, knowledge) for x in step.questions if x.id not in put]:
        put |= {*new}
        answers |= {name: drawn[name] for name in new if drawn.get(name) is not None}
    return answers


def walk(drawn: Answers) -> Walk:
    """One person's walk."""
    knowledge = the_knowledge()
    full = asked_everything(drawn, knowledge)
    check = ShortCheck(full)
    check.ask()
    check.do_tests()
    whole, short = Sketch.of(full, knowledge).gist, Sketch.of(check.answers, knowledge).gist
    shown = [question for step in engine.steps(full, knowledge) for question in step.questions]
    return Walk(
        group=group_of(full),
        questions=sum(not knowledge.questions[name].measured for name in check.put),
        for_safety=sum(not knowledge.questions[name].measured for name in check.for_safety),
        screens=len(check.screens),
        tests=len(check.tests),
        everything=sum(not question.measured for question in shown),
        tests_there_are=len({question.self_test for question in shown if question.self_test}),
        as_safe=short.safety == whole.safety,
        open=not whole.closed,
        identical=short.exercises == whole.exercises,
        within=change_of_plan(whole, short) <= knowledge.interview.tolerance.exercises,
    )


def group_of(full: Answers) -> str:
    """Her life stage, coarsely."""
    if full.get("pregnant") == "yes":
        return "pregnant"
    if full.get("weeks_since_birth") is not None:
        return "after a birth"
    age = full.get("age") or 0
    return "under 45" if age < 45 else "45 to 64" if age < 65 else "65 and over"


def measure() -> Iterator[Row]:
    """Yields the counts for each life stage, then how often the short check agrees with the whole."""
    people = random_people(SEED, PEOPLE, the_knowledge())
    with ProcessPoolExecutor() as pool:
        walks = list(pool.map(walk, people, chunksize=5))
    for group in GROUPS:
        if found := [x for x in walks if x.group == group]:
            yield from counts(group, found)
    yield from counts("everybody", walks)
    planned = [x for x in walks if x.open]
    yield from counts("everybody with an open plan", planned)
    yield share("urgency and what is out as in the whole check", [x.as_safe for x in walks], 1)
    yield share("the plan within the tolerance", [x.within for x in planned], 0.95)
    yield share("the very same plan", [x.identical for x in planned])


def counts(group: str, walks: list[Walk]) -> Iterator[Row]:
    """Questions, screens and tests: the median, with the 95th percentile and the whole check beside it."""
    asked, tests = [x.questions for x in walks], [x.tests for x in walks]
    whole = f"of {median(x.everything for x in walks):g}; 95th percentile {ninety_five(asked):g}; {len(walks)} people"
    yield Row(f"{group}: questions", median(asked), None, whole)
    yield Row(
        f"{group}: of them for safety alone", median(x.for_safety for x in walks), None, "gates, danger signs, out"
    )
    screens = [x.screens for x in walks]
    yield Row(f"{group}: screens", median(screens), None, f"95th percentile {ninety_five(screens):g}")
    offered = f"of {median(x.tests_there_are for x in walks):g}; 95th percentile {ninety_five(tests):g}"
    yield Row(f"{group}: tests offered", median(tests), None, offered)


def ninety_five(values: list[int]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def share(name: str, holds: list[bool], target: float | None = None) -> Row:
    """How often something holds."""
    return Row(name, sum(holds) / len(holds), target, f"{sum(holds)} of {len(holds)}", at_least=True)
