"""data/population.yaml: how the answers of a made-up population are spread, and on whose word."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator

from .. import names
from ..condition import names as names_in
from ..knowledge import Knowledge
from ..model import Confidence, Entry, Id, Prose, Question, When
from ..roots import roots
from ..source import Document, Path_, Problem, SourceError, read_yaml
from ..truth import NOT_SURE

FILE = Path("population.yaml")
ROUNDING = 1e-6
Share = Annotated[float, Field(ge=0, le=1)]


class Range(Entry):
    """Numbers from one to another, each as likely as the next, and the share of people who have one of them."""

    first: Annotated[float, Field(alias="from")]
    last: Annotated[float, Field(alias="to")]
    share: Share


class Spread(Entry):
    """How the answers to one question are spread among the people of whom `when` is true.

    `shares` are of the options of one choice, `ticks` the chance of each tick of a list, `ranges` of numbers.
    """

    question: Id
    when: When | None = None
    shares: dict[Id, Share] = Field(default_factory=dict)
    ticks: dict[Id, Share] = Field(default_factory=dict)
    ranges: tuple[Range, ...] = ()
    because: Prose
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    confidence: Confidence

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(map(bool, (self.shares, self.ticks, self.ranges))) != 1:
            raise ValueError("wants exactly one of shares, ticks, ranges")
        return self

    @property
    def total(self) -> float:
        """What the shares come to; ticks are each by itself."""
        given = [*self.shares.values(), *(range_.share for range_ in self.ranges)]
        return sum(given) if given else 1.0


class Others(Entry):
    """How the questions of a section are answered as far as no spread says so: each answer as likely as the next.

    `tick` is the chance of each option of a list; `not_sure` and `open` of these two where they are possible;
    `left_out` of an optional question or a whole test that is not done.
    """

    section: Id
    tick: Share
    not_sure: Share = 0
    open: Share = 0
    left_out: Share = 0
    because: Prose
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    confidence: Confidence


class PopulationFile(Entry):
    """A made-up population: its usual size and seed, spreads by question, and the rest by section."""

    size: Annotated[int, Field(ge=1, le=1_000_000)]
    seed: Annotated[int, Field(ge=0)]
    because: Prose
    spreads: tuple[Spread, ...]
    others: tuple[Others, ...]


def read(knowledge: Knowledge) -> PopulationFile:
    """Return the file, typed.

    Raises:
        SourceError: it is missing, not of the right shape, names what does not exist, or does not add up.
    """
    document = read_yaml(knowledge.root / FILE, f"{knowledge.root.name}/{FILE}")
    try:
        file = PopulationFile.model_validate(document.value)
    except ValidationError as error:
        found = [Problem(document.where(item["loc"]), _told(item["loc"], item["msg"])) for item in error.errors()]
        raise SourceError(found) from error
    if wrong := list(_wrong(file, document, knowledge)):
        raise SourceError(wrong)
    return file


def _told(path: tuple[int | str, ...], message: str) -> str:
    key = next((part for part in reversed(path) if isinstance(part, str)), FILE.name)
    return f"{key}: {message.removeprefix('Value error, ')}"


# ------------------------------------------------------------------- problems
def _wrong(file: PopulationFile, document: Document, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what must be mended before anybody can be made up."""
    parts = {name: getattr(knowledge, name) for name in _PARTS}
    entries: list[tuple[Document, Path_, Any]] = [
        (document, (key, i), raw) for key in ("spreads", "others") for i, raw in enumerate(document.value[key])
    ]
    if misnamed := names.problems(entries, parts):
        yield from misnamed
        return
    for i, spread in enumerate(file.spreads):
        for path, message in _of_spread(spread, knowledge):
            yield Problem(document.where(("spreads", i, *path)), message)
    for path, message in (*_of_others(file, knowledge), *_in_order(file, knowledge)):
        yield Problem(document.where(path), message)


_PARTS = ("vocabulary", "sources", "patterns", "advice", "facts", "questions", "self_tests")
_Wrong = Iterator[tuple[Path_, str]]


def _of_spread(spread: Spread, knowledge: Knowledge) -> _Wrong:
    question = knowledge.questions[spread.question]
    form, wanted = _form(spread), _wanted(question)
    if form != wanted:
        yield (form,), f"question '{question.id}' wants {wanted}, not {form}"
        return
    yield from _unknown(form, [*spread.shares, *spread.ticks], question)
    for i, range_ in enumerate(spread.ranges):
        assert question.min is not None
        assert question.max is not None
        if not question.min <= range_.first <= range_.last <= question.max:
            limits = f"{question.min:g} to {question.max:g}"
            yield ("ranges", i), f"'{question.id}': {range_.first:g} to {range_.last:g} is no part of {limits}"
    if abs(spread.total - 1) > ROUNDING:
        yield (form,), f"'{question.id}': the shares come to {spread.total:g}; they want to come to 1"
    if spread.when is not None:
        yield from _too_late(names_in(spread.when), question, knowledge)


def _form(spread: Spread) -> str:
    return "shares" if spread.shares else "ticks" if spread.ticks else "ranges"


def _wanted(question: Question) -> str:
    return "ranges" if question.is_number else "ticks" if question.type == "many_of" else "shares"


def _unknown(form: str, named: Iterable[str], question: Question) -> _Wrong:
    known = [option for option in question.choices if option != "none" or question.type != "many_of"]
    known += [NOT_SURE] if question.not_sure and question.type != "many_of" else []
    for option in named:
        if option not in known:
            near = names.did_you_mean(option, known)
            why = "; it follows when nothing is ticked" if option == "none" else near
            yield (form, option), f"'{question.id}' has no option '{option}' to spread{why}"


def _too_late(named: frozenset[str], question: Question, knowledge: Knowledge) -> _Wrong:
    place = knowledge.place
    for name in sorted(roots(named, knowledge.facts)):
        if place[name] >= place[question.id]:
            yield ("when",), f"'{name}' is asked after '{question.id}': a spread can depend on earlier questions only"


def _of_others(file: PopulationFile, knowledge: Knowledge) -> _Wrong:
    sections = [section.id for section in knowledge.vocabulary.sections]
    named = [item.section for item in file.others]
    for i, section in enumerate(named):
        if section not in sections:
            yield ("others", i, "section"), f"no section '{section}'{names.did_you_mean(section, sections)}"
        elif section in named[:i]:
            yield ("others", i, "section"), f"section '{section}' stands twice: keep one"
    for section in sections:
        if section not in named:
            yield ("others",), f"section '{section}' is missing: add how its questions are answered"


def _in_order(file: PopulationFile, knowledge: Knowledge) -> _Wrong:
    """Yield every spread that no one can reach: the first whose condition is true counts."""
    whole: set[str] = set()
    for i, spread in enumerate(file.spreads):
        if spread.question in whole:
            yield ("spreads", i), f"'{spread.question}' was spread for everybody above: put what has a 'when' first"
        if knowledge.questions[spread.question].options_from:
            yield ("spreads", i), f"'{spread.question}' offers what she ticked before: it takes no spread"
        if spread.when is None:
            whole.add(spread.question)
