"""Every name that a file uses must exist: questions, options, facts, properties, regions, sources, and the rest."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .condition import names as names_in
from .source import Document, Path_, Problem

CONDITION_KEYS = ("when", "enable_when")
Found = Iterator[tuple[Path_, str]]


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return '; did you mean ...?' for the nearest known name, or nothing."""
    near = difflib.get_close_matches(wrong, list(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def problems(raw: list[tuple[Document, Path_, Any]], parts: Mapping[str, Any]) -> list[Problem]:
    """Return a problem for every name in the raw entries that nothing defines."""
    lists = closed_lists(parts)
    found = []
    for document, base, entry in raw:
        for path, message in (*_conditions(entry, parts), *_references(entry, lists)):
            found.append(Problem(document.where((*base, *path)), message))
    return found + _cycles(parts)


# ---------------------------------------------------------------- conditions
def _conditions(entry: dict[str, Any], parts: Mapping[str, Any]) -> Found:
    for key in CONDITION_KEYS:
        if key in entry:
            yield from _condition(entry[key], (key,), parts)
    for i, item in enumerate(_list(entry.get("count"))):
        yield from _condition(item, ("count", i), parts)
    for name in _computed_from(entry):
        if name not in parts["questions"]:
            yield (), f"no question '{name}'{did_you_mean(name, parts['questions'])}"
    for path, answers in _answer_sets(entry):
        yield from _answers(answers, path, parts)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _answer_sets(entry: dict[str, Any]) -> Iterator[tuple[Path_, Any]]:
    for kind, examples in (entry.get("examples") or {}).items():
        for i, answers in enumerate(_list(examples)):
            yield ("examples", kind, i), answers
    if "answers" in entry:
        yield ("answers",), entry.get("answers")


def _computed_from(entry: dict[str, Any]) -> list[str]:
    found = [*(entry.get("gap") or []), *(entry.get("gap_percent") or [])]
    if isinstance(entry.get("product"), dict):
        found += entry["product"].get("of", [])
    if isinstance(entry.get("below_norm"), dict):
        found += [entry["below_norm"].get("of"), entry["below_norm"].get("by")]
    return found


def _condition(raw: Any, path: Path_, parts: Mapping[str, Any]) -> Found:
    questions, facts = parts["questions"], parts["facts"]
    if isinstance(raw, str):
        yield from _fact_alone(raw, path, questions, facts)
    elif "of" in raw:
        for i, item in enumerate(raw["of"]):
            yield from _condition(item, (*path, "of", i), parts)
    else:
        ((key, value),) = raw.items()
        if key in ("all", "any"):
            for i, item in enumerate(value):
                yield from _condition(item, (*path, key, i), parts)
        elif key == "not":
            yield from _condition(value, (*path, key), parts)
        else:
            yield from _test(key, value, (*path, key), questions, facts)


def _fact_alone(name: str, path: Path_, questions: Mapping[str, Any], facts: Mapping[str, Any]) -> Found:
    if name in questions:
        yield path, f"'{name}' is a question: write '{name}: value'"
    elif name not in facts:
        yield path, f"no fact '{name}'{did_you_mean(name, facts)}"
    elif facts[name].has_value:
        yield path, f"fact '{name}' has a value: write '{name}: value' or '{name}: {{at_least: ...}}'"


def _test(name: str, value: Any, path: Path_, questions: Mapping[str, Any], facts: Mapping[str, Any]) -> Found:
    if name in facts:
        yield from _fact_value(facts[name], value, path)
    elif name not in questions:
        yield path, f"no question or fact '{name}'{did_you_mean(name, [*questions, *facts])}"
    else:
        yield from _question_value(questions[name], value, path)


def _question_value(question: Any, value: Any, path: Path_) -> Found:
    if question.is_number != isinstance(value, dict):
        wanted = "{at_least: ..., at_most: ...}" if question.is_number else "an option"
        yield path, f"question '{question.id}' wants {wanted}"
    elif isinstance(value, dict):
        for bound in value.values():
            if not question.min <= bound <= question.max:
                limits = f"{question.min:g} to {question.max:g}"
                yield path, f"question '{question.id}': {bound} lies outside {limits}"
    else:
        for option in value if isinstance(value, list) else [value]:
            if option not in question.choices:
                yield path, f"question '{question.id}' has no option '{option}'{did_you_mean(option, question.choices)}"


def _fact_value(fact: Any, value: Any, path: Path_) -> Found:
    if not fact.has_value:
        yield path, f"fact '{fact.id}' is true or false: write its name alone"
    elif fact.product is None and not isinstance(value, dict):
        yield path, f"fact '{fact.id}' is a number: write {{at_least: ..., at_most: ...}}"
    elif fact.product is not None:
        for band in value if isinstance(value, list) else [value]:
            if band not in fact.product.bands:
                yield (
                    path,
                    f"fact '{fact.id}' has no band '{band}'{did_you_mean(str(band), fact.product.bands)}",
                )


def _answers(answers: Any, path: Path_, parts: Mapping[str, Any]) -> Found:
    for name, value in answers.items() if isinstance(answers, dict) else ():
        if name == "is":
            continue
        if name not in parts["questions"]:
            yield (*path, name), f"no question '{name}'{did_you_mean(name, parts['questions'])}"
        elif value is not None and (message := wrong_answer(parts["questions"][name], value)):
            yield (*path, name), message


def wrong_answer(question: Any, value: Any) -> str:
    """Return what is wrong with an answer to a question, or nothing."""
    if value == "not_sure":
        return "" if question.not_sure else f"'{question.id}' offers no 'not_sure': {_wants(question)}"
    if question.is_number:
        return _wrong_number(question, value)
    if question.type != "many_of":
        known = isinstance(value, str) and value in question.choices
        return (
            "" if known else f"'{question.id}' has no option {_told(value)}{_near(value, question)}: {_wants(question)}"
        )
    if not isinstance(value, list | tuple) or not value:
        return f"'{question.id}' wants a list with at least one option: {_wants(question)}"
    return _wrong_list(question, value)


def _wrong_number(question: Any, value: Any) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and value == value
    if is_number and question.min <= value <= question.max:
        return _wrong_grain(question, value)
    return f"'{question.id}': {_told(value)} is not a number from {question.min:g} to {question.max:g}"


def _wrong_grain(question: Any, value: float) -> str:
    """Refuse what lies between two bands: a week of 27.5 would belong to no trimester."""
    if question.grain == 1:
        return "" if value == int(value) else f"'{question.id}': {value!r} is not a whole number: round it"
    return "" if value == round(value, 1) else f"'{question.id}': {value!r} is too fine: one decimal is enough"


def _wrong_list(question: Any, value: Any) -> str:
    for option in value:
        known = isinstance(option, str) and (option in question.choices or (option == "not_sure" and question.not_sure))
        if not known:
            return _no_option(question, option)
    if len(set(value)) != len(value):
        return f"'{question.id}' names an option twice"
    return f"'{question.id}': 'none' excludes the others" if "none" in value and len(value) > 1 else ""


def shortened(text: str) -> str:
    """Return a text that came from outside, short enough for a message."""
    return text if len(text) <= 80 else f"{text[:77]}..."


def _told(value: Any) -> str:
    return shortened(repr(value))


def _no_option(question: Any, value: Any) -> str:
    return f"'{question.id}' has no option {_told(value)}{_near(value, question)}: {_wants(question)}"


def _near(value: Any, question: Any) -> str:
    return did_you_mean(value, question.choices) if isinstance(value, str) and len(value) < 100 else ""


def _wants(question: Any) -> str:
    if question.is_number:
        return f"a number from {question.min:g} to {question.max:g}"
    return "choose " + ", ".join([*question.choices, *(["not_sure"] if question.not_sure else [])])


# ---------------------------------------------------------------- references
def closed_lists(parts: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """Return, for each key that names something, what it names and the names that exist."""
    vocabulary = parts["vocabulary"]
    properties = [prop.id for prop in vocabulary.properties]
    regions = [region.id for region in vocabulary.regions]
    return {
        "sources": ("source", parts["sources"]),
        "for": ("movement property", [*properties, "all"]),
        "implies": ("movement property", properties),
        "property": ("movement property", properties),
        "region": ("region", regions),
        "no_place": ("region", regions),
        "regions": ("region", [*regions, "marked"]),
        "scope": ("region", [*regions, "marked", "plan"]),
        "pattern": ("pattern", parts["patterns"]),
        "patterns": ("pattern", parts["patterns"]),
        "advice": ("advice", parts["advice"]),
        "doubt": ("question", parts["questions"]),
        "question": ("question", parts["questions"]),
        "options_from": ("question", parts["questions"]),
        "questions": ("question", parts["questions"]),
        "topic": ("topic", [topic.id for topic in vocabulary.topics]),
        "self_test": ("self-test", parts["self_tests"]),
        "test": ("self-test", parts["self_tests"]),
        "skip_when": ("fact", parts["facts"]),
        "entry": ("fact", parts["facts"]),
        "stage": ("strict stage", vocabulary.strict_stages),
        "goals": (
            "option of 'goals'",
            parts["questions"]["goals"].choices if "goals" in parts["questions"] else [],
        ),
        "needs": (
            "option of 'equipment'",
            parts["questions"]["equipment"].choices if "equipment" in parts["questions"] else [],
        ),
    }


# keys that mean something else, or hold prose, in these kinds of entries
_FREE = {
    "topic": ("rule", "title"),
    "needs": ("steps",),
    "questions": ("section",),
    "patterns": (),
}


def _references(entry: Any, lists: Mapping[str, tuple[str, Any]], path: Path_ = ()) -> Found:
    if isinstance(entry, list):
        for i, item in enumerate(entry):
            yield from _references(item, lists, (*path, i))
    if not isinstance(entry, dict):
        return
    for key, value in entry.items():
        if key in lists and not is_free(key, entry):
            for message in _unknown(value, *lists[key]):
                yield (*path, key), message
        if key not in ("examples", "answers", *CONDITION_KEYS):
            yield from _references(value, lists, (*path, key))


def _unknown(value: Any, what: str, known: Any) -> Iterator[str]:
    for name in value if isinstance(value, list) else [value]:
        if isinstance(name, str) and name not in known:
            yield f"no {what} '{name}'{did_you_mean(name, known)}"


def is_free(key: str, entry: Mapping[str, Any]) -> bool:
    """Return whether a key holds prose in an entry with these keys, and not a name."""
    if key == "advice":
        return "disposition" not in entry
    return key in _FREE and any(mark in entry for mark in _FREE[key])


# -------------------------------------------------------------------- cycles
def _cycles(parts: Mapping[str, Any]) -> list[Problem]:
    """Facts may use facts, and questions may be enabled by facts, but never in a circle."""
    graph = {fact.id: fact_names(fact) for fact in parts["facts"].values()}
    graph |= {q.id: names_in(q.enable_when) if q.enable_when else frozenset() for q in parts["questions"].values()}
    at = {x.id: x.at for x in [*parts["facts"].values(), *parts["questions"].values()]}
    done: set[str] = set()
    found: list[Problem] = []

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            circle = " > ".join((*trail[trail.index(name) :], name))
            found.append(Problem(at[name], f"goes in a circle: {circle}; break it"))
        elif name not in done and name in graph:
            for inner in sorted(graph[name]):
                visit(inner, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())
    return found


def fact_names(fact: Any) -> frozenset[str]:
    """Return the names of all questions and facts that a fact uses directly."""
    if fact.when is not None:
        return names_in(fact.when)
    if fact.count is not None:
        return frozenset().union(*map(names_in, fact.count))
    if fact.product is not None:
        return frozenset(fact.product.of)
    if fact.below_norm is not None:
        return frozenset((fact.below_norm.of, fact.below_norm.by))
    return frozenset(fact.gap or fact.gap_percent or ())
