"""Reading an overlay: everything that is wrong is named with its line, and nothing is half read."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .. import names
from ..condition import names as names_in
from ..entries import Entries
from ..guarded_json import MAX_BYTES
from ..knowledge import Knowledge
from ..model import TriageRule
from ..names import did_you_mean
from ..roots import roots
from ..source import Document, Problem, SourceError, parse_shallow_yaml
from .adjust import verdict_of
from .conflicts import conflicts
from .file import KINDS, VERSION, Case, Change, ChangeDose, Lower, Overlay, Raise, Swap, Veto

LISTED = 100


def read_overlay(source: bytes | Path, knowledge: Knowledge, name: str = "") -> Overlay:
    """Read an overlay, from its bytes or its path.

    Raises:
        SourceError: everything that is wrong in it, each with file and line: not YAML, too large, a key that is
            none, a name that nothing has, a change without a reason, changes that contradict each other.
    """
    name = name or (source.name if isinstance(source, Path) else "the overlay")
    document = parse_shallow_yaml(_text(source, name), name)
    entries = Entries()
    overlay = _built(document, entries)
    if not entries.problems:
        entries.problems += names.problems(entries.raw, _parts(knowledge))
    if not entries.problems and overlay is not None:
        found = [*_unknown(overlay, knowledge), *_cases(overlay, document, knowledge)]
        entries.problems += found or conflicts(overlay, knowledge)
    if entries.problems or overlay is None:
        raise SourceError(entries.problems[:LISTED])
    return overlay


def _text(source: bytes | Path, name: str) -> str:
    try:
        given = _bytes(source) if isinstance(source, Path) else source
        if len(given) > MAX_BYTES:
            raise SourceError([Problem(f"{name}:1", f"larger than {MAX_BYTES // 1000} kB: this is not an overlay")])
        return given.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SourceError([Problem(f"{name}:1", "not UTF-8 text: save the file as UTF-8")]) from error
    except OSError as error:
        raise SourceError([Problem(name, f"cannot be read: {error.strerror}")]) from error


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


# ------------------------------------------------------------------ typed
def _built(document: Document, entries: Entries) -> Overlay | None:
    value = document.value
    if not isinstance(value, dict) or "overlay" not in value:
        entries.problems.append(Problem(document.where(), f"no overlay: begin the file with 'overlay: {VERSION}'"))
        return None
    if value["overlay"] != VERSION or isinstance(value["overlay"], bool):
        message = f"'overlay: {names.shortened(repr(value['overlay']))}' is no version that this one reads: {VERSION}"
        entries.problems.append(Problem(document.where(("overlay",)), message))
        return None
    changes = [_change(raw, i, document, entries) for i, raw in enumerate(_listed("changes", document, entries))]
    cases = [_case(raw, i, document, entries) for i, raw in enumerate(_listed("cases", document, entries))]
    whole = {**value, "changes": [x for x in changes if x], "cases": [x for x in cases if x]}
    outer, bad = Entries(), bool(entries.problems)
    built: Overlay | None = outer.build(Overlay, document, (), whole)
    entries.problems += [x for x in outer.problems if not (bad and x.message.startswith("changes:"))]
    return built


def _listed(key: str, document: Document, entries: Entries) -> list[Any]:
    value = document.value.get(key, [])
    if isinstance(value, list):
        return value
    entries.problems.append(Problem(document.where((key,)), f"'{key}' wants a list, each item begun with '- '"))
    return []


def _change(raw: Any, place: int, document: Document, entries: Entries) -> Change | None:
    path = ("changes", place)
    wanted = raw.get("do") if isinstance(raw, dict) else None
    if not isinstance(wanted, str) or wanted not in KINDS:
        near = did_you_mean(wanted, KINDS) if isinstance(wanted, str) and len(wanted) < LISTED else ""
        message = f"a change wants 'do:' with one of {', '.join(KINDS)}{near}"
        entries.problems.append(Problem(document.where((*path, "do")), message))
        return None
    built: Change | None = entries.build(KINDS[wanted], document, path, raw)
    return built


def _case(raw: Any, place: int, document: Document, entries: Entries) -> Case | None:
    built: Case | None = entries.build(Case, document, ("cases", place), raw)
    return built


def _parts(knowledge: Knowledge) -> dict[str, Any]:
    wanted = ("questions", "facts", "vocabulary", "sources", "patterns", "advice", "self_tests")
    return {name: getattr(knowledge, name) for name in wanted}


# ------------------------------------------------------------------ names
def _unknown(overlay: Overlay, knowledge: Knowledge) -> Iterator[Problem]:
    for change in overlay.changes:
        for message in (*_targets(change, knowledge), *_private(change, knowledge)):
            yield Problem(change.at, message)


def _targets(change: Change, knowledge: Knowledge) -> Iterator[str]:
    exercises = knowledge.exercises
    named = [getattr(change, key) for key in ("exercise", "for_") if hasattr(change, key)]
    unknown = [slug for slug in named if slug not in exercises]
    yield from (f"no exercise '{slug}'{did_you_mean(slug, exercises)}" for slug in unknown)
    if isinstance(change, Swap) and change.exercise == change.for_:
        yield f"'{change.exercise}' cannot be swapped with itself"
    if not unknown:
        yield from _level(change, knowledge)
    if isinstance(change, Raise):
        yield from _caps(change.past, knowledge)
    if isinstance(change, Veto):
        yield from _rule(change, knowledge)


def _level(change: Change, knowledge: Knowledge) -> Iterator[str]:
    if not isinstance(change, Lower | Raise | ChangeDose):
        return
    levels = {level.id: level for level in knowledge.exercises[change.exercise].levels}
    if change.level is not None and change.level not in levels:
        yield f"'{change.exercise}' has no level '{change.level}'{did_you_mean(change.level, levels)}"
    elif isinstance(change, ChangeDose):
        for level in levels.values() if change.level is None else (levels[change.level],):
            lacks = [key for key in change.dose.given if getattr(level.dose, key) is None]
            yield from (f"level '{level.id}' of '{change.exercise}' has no {key} in its dose" for key in lacks)


def _caps(past: Iterable[str], knowledge: Knowledge) -> Iterator[str]:
    caps = {rule.id for rule in knowledge.levels if rule.demand_at_most is not None}
    yield from (f"no cap '{name}'{did_you_mean(name, caps)}" for name in past if name not in caps)


def _rule(change: Veto, knowledge: Knowledge) -> Iterator[str]:
    rule = knowledge.rules.get(change.rule)
    fact = knowledge.facts.get(change.rule)
    if rule is None and fact is None and verdict_of(change.rule, knowledge) is None:
        yield f"no rule '{change.rule}'{did_you_mean(change.rule, (*knowledge.rules, *knowledge.facts))}"
    elif isinstance(rule, TriageRule) and rule.private:
        yield f"'{change.rule}' rests on a private question: it cannot be vetoed here"
    elif fact is not None and fact.when is None:
        yield f"'{change.rule}' is a score, not a rule: veto the rules that use it"
    elif rule is None and fact is None and change.when is not None:
        yield f"'{change.rule}' is a verdict on a life stage: veto it for everybody, without 'when'"


def _private(change: Change, knowledge: Knowledge) -> Iterator[str]:
    """Yield that a condition rests on a private question: the file would tell her answer."""
    for name in sorted(roots(names_in(change.condition), knowledge.facts)):
        if knowledge.questions[name].sensitive:
            yield f"'when' rests on the private question '{name}': leave it out"


def _cases(overlay: Overlay, document: Document, knowledge: Knowledge) -> Iterator[Problem]:
    for case in overlay.cases:
        slugs = (*case.leave_out, *case.expect.must_have, *case.expect.must_not_have)
        for slug in slugs:
            if slug not in knowledge.exercises:
                yield Problem(case.at, f"no exercise '{slug}'{did_you_mean(slug, knowledge.exercises)}")
        for item in case.expect.programme or ():
            yield from (Problem(case.at, message) for message in _planned(item.exercise, item.level, knowledge))
        for rule in case.expect.fires:
            known = {*knowledge.rules, *map(overlay.rule_id, overlay.changes)}
            if rule not in known:
                yield Problem(case.at, f"no rule '{rule}'{did_you_mean(rule, known)}")


def _planned(slug: str, level: str, knowledge: Knowledge) -> Iterator[str]:
    exercise = knowledge.exercises.get(slug)
    if exercise is None:
        yield f"no exercise '{slug}'{did_you_mean(slug, knowledge.exercises)}"
    elif level not in [x.id for x in exercise.levels]:
        yield f"'{slug}' has no level '{level}'{did_you_mean(level, [x.id for x in exercise.levels])}"
