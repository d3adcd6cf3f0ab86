"""The only door to st.session_state: answers, what she leaves out, and the assessment made of them."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

import streamlit as st

import engine

_ANSWERS = "answers"
_LEFT_OUT = "left_out"
_STEP = "step"
_PUT = "put"
_LEFT = "left"
_OUTLOOK = "outlook"
_MEMO = "memo:"
_PERSON = "person"
_OWN = "own"
_BEFORE = "before"
_DRAWN = "drawn"
_FORGOTTEN = "forgotten"
_WARNED = "warned"
_COUNTRY = "country"
_SUPPOSED = "supposed"
_RETAKEN = "retaken"
_HANDOUT = "handout"
_OVERLAY = "overlay"
_OVERLAY_ON = "overlay:on"
T = TypeVar("T")
HOLD = "hold:"  # begins the keys of the stop signs that she ticked on coming back


@dataclass(frozen=True)
class Visit:
    """Everything that she has said: answers, exercises left out, what was put to her, and the screen she is on."""

    answers: Mapping[str, Any]
    left_out: tuple[str, ...] = ()
    step: int = 0
    put: tuple[str, ...] = ()


NOTHING = Visit({})


@dataclass(frozen=True)
class Supposed:
    """Answers that are tried on the bench: what they are called, and the answers by question."""

    name: str
    answers: Mapping[str, Any]


@st.cache_resource(show_spinner=False)
def _load() -> engine.Knowledge | tuple[engine.Problem, ...]:
    try:
        return engine.load()
    except engine.SourceError as error:
        return error.problems


def knowledge_problems() -> tuple[engine.Problem, ...]:
    """Return what is wrong with data/, or nothing."""
    loaded = _load()
    return loaded if isinstance(loaded, tuple) else ()


def knowledge() -> engine.Knowledge:
    """Return the knowledge, loaded once a process."""
    loaded = _load()
    if isinstance(loaded, tuple):
        raise engine.SourceError(list(loaded))
    return loaded


# ------------------------------------------------------- other rules
def overlay() -> engine.overlays.Overlay | None:
    """Return the changes to the rules that were made in this visit."""
    found: engine.overlays.Overlay | None = st.session_state.get(_OVERLAY)
    return found


def set_overlay(found: engine.overlays.Overlay | None) -> None:
    """Take up changes to the rules; until they are switched on, the standard rules hold, whatever held before."""
    st.session_state[_OVERLAY] = found
    switch_overlay(False)


def is_overlay_on() -> bool:
    """Return whether the plan and the bench go by the changed rules."""
    return overlay() is not None and bool(st.session_state.get(_OVERLAY_ON))


def switch_overlay(on: bool) -> None:
    """Go by the changed rules, or by the standard ones again."""
    st.session_state[_OVERLAY_ON] = on


def changed_rules() -> engine.Knowledge:
    """Return the knowledge with the changes of this visit."""
    found = overlay()
    return (
        knowledge()
        if found is None
        else _for_overlay("rules", lambda: engine.overlays.with_overlay(knowledge(), found))
    )


def rules() -> engine.Knowledge:
    """Return the knowledge by which the plan and the bench go: the standard one, unless changes are switched on."""
    return changed_rules() if is_overlay_on() else knowledge()


@st.cache_resource(show_spinner="Reading a thousand made-up people …")
def _crowd(size: int) -> engine.overlays.Crowd:
    return engine.overlays.Crowd(knowledge(), engine.overlays.made_up_people(knowledge(), size, seed=1))


def who_else() -> engine.overlays.Affected:
    """Return which made-up people get other advice by the changes of this visit."""
    return _for_overlay("who", lambda: _crowd(engine.overlays.MADE_UP).under(changed_rules()))


def who_is_known() -> engine.overlays.Affected:
    """Return which people of data/people get other advice by the changes of this visit."""
    people = map(knowledge().answers_of, knowledge().people.values())
    compare = engine.overlays.compare_rule_sets
    return _for_overlay("known", lambda: compare(knowledge(), changed_rules(), people))


def broken_laws() -> tuple[engine.overlays.BrokenLaw, ...]:
    """Return the laws of safety that the changes of this visit were seen to break."""
    found = overlay()
    if found is None:
        return ()
    return _for_overlay("laws", lambda: engine.overlays.try_overlay(found, _crowd(engine.overlays.MADE_UP)))


def _for_overlay(name: str, work_out: Callable[[], T]) -> T:
    """Return what was worked out for the same changes before, in this visit only, or work it out."""
    return _kept(name, overlay(), work_out)


def _kept(name: str, given: Any, work_out: Callable[[], T]) -> T:
    """Return what was worked out for the same things before, in this visit only, or work it out."""
    before = st.session_state.get(_MEMO + name)
    if before is None or before[0] != given:
        before = (given, work_out())
        st.session_state[_MEMO + name] = before
    found: T = before[1]
    return found


def assessment_under(rules: engine.Knowledge) -> engine.Assessment:
    """Return the assessment of her answers by other rules."""
    return engine.assess(answers(), rules, left_out())


def answers() -> dict[str, Any]:
    """Return her answers so far; the dictionary is hers to change through `answer` only."""
    found: dict[str, Any] = st.session_state.setdefault(_ANSWERS, {})
    return found


def answer(question: str, value: Any) -> None:
    """Keep one answer; None forgets it."""
    kept = dict(answers())
    kept.pop(question, None)
    if value is not None:
        kept[question] = value
    st.session_state[_ANSWERS] = kept


# ------------------------------------------------------- whose answers these are
def replace_answers(values: Mapping[str, Any], leave_out: tuple[str, ...] = (), person: str | None = None) -> None:
    """Put other answers in place of those on the screen; hers are put aside while an example's are looked at."""
    if person is not None and st.session_state.get(_PERSON) is None:
        st.session_state[_OWN] = now()
    _put(Visit(values, tuple(leave_out)), person)


def clear() -> None:
    """Take the answers off the screen: an example gives way to her own, and her own are forgotten."""
    if person() is None:
        forget()
    else:
        _put(st.session_state.pop(_OWN, NOTHING), None)


def forget() -> None:
    """Forget all that she said and did in this visit, and have the device forget it."""
    of_overlay = (_OVERLAY, _OVERLAY_ON, *(f"{_MEMO}{name}" for name in ("rules", "who", "known", "laws")))
    for key in (_OWN, _BEFORE, _WARNED, _COUNTRY, _HANDOUT, _MEMO + _HANDOUT, _OUTLOOK, *of_overlay):
        st.session_state.pop(key, None)
    _put(NOTHING, None)
    st.session_state[_FORGOTTEN] = True


def is_forgotten() -> bool:
    """Return whether she had everything deleted and has said nothing since."""
    return bool(st.session_state.get(_FORGOTTEN)) and not started()


def now() -> Visit:
    """Return what is on the screen."""
    return Visit(answers(), left_out(), step(), put_to_her())


def own() -> Visit:
    """Return what she said herself, also while an example is looked at."""
    found: Visit = now() if person() is None else st.session_state.get(_OWN, NOTHING)
    return found


def take_up(found: Visit) -> None:
    """Go on with what was kept; what she has answered in the meantime stays."""
    st.session_state.pop(_FORGOTTEN, None)
    if person() is not None:
        st.session_state[_OWN] = found
    elif started():
        both = {**found.answers, **answers()}
        _put(Visit(both, _united(found.left_out, left_out()), step(), _united(found.put, put_to_her())), None)
    else:
        _put(found, None)


def _united(before: Iterable[str], now: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *now)))


def take_from_file(found: Visit) -> None:
    """Go on with the answers of a file; `undo_file` brings back what was there before."""
    st.session_state[_BEFORE] = own()
    _put(found, None)


def undo_file() -> None:
    """Bring back what a file has replaced."""
    _put(st.session_state.pop(_BEFORE, NOTHING), None)


def may_undo_file() -> bool:
    """Return whether a file has replaced something in this visit."""
    return _BEFORE in st.session_state


def _put(visit: Visit, person: str | None) -> None:
    """Put these answers on the screen, with widgets that have never shown others."""
    for key in [key for key in st.session_state if str(key).startswith(("q:", HOLD))]:
        del st.session_state[key]
    st.session_state[_DRAWN] = f"q:{secrets.token_hex(4)}:"
    st.session_state[_ANSWERS] = dict(visit.answers)
    st.session_state[_LEFT_OUT] = tuple(visit.left_out)
    st.session_state[_STEP] = visit.step
    st.session_state[_PUT] = tuple(visit.put)
    st.session_state.pop(_LEFT, None)
    st.session_state.pop(_SUPPOSED, None)
    st.session_state[_PERSON] = person


def drawn() -> str:
    """Return how the keys of the questions' widgets begin.

    It changes whenever answers are put in place of others: a browser goes on showing what a widget held, and sends it
    to a server that has never drawn it, so a widget of other answers must be another widget.
    """
    return str(st.session_state.get(_DRAWN, "q:"))


def person() -> str | None:
    """Return the id of the persona whose answers these are, or None."""
    found: str | None = st.session_state.get(_PERSON)
    return found


def left_out() -> tuple[str, ...]:
    """Return the exercises she does not want."""
    found: tuple[str, ...] = st.session_state.get(_LEFT_OUT, ())
    return found


def leave_out(exercise: str, out: bool) -> None:
    """Leave an exercise out, or take it back in."""
    kept = [slug for slug in left_out() if slug != exercise]
    st.session_state[_LEFT_OUT] = (*kept, exercise) if out else tuple(kept)


def put_to_her() -> tuple[str, ...]:
    """Return the questions that were put to her, in order."""
    found: tuple[str, ...] = st.session_state.get(_PUT, ())
    return found


def put(questions: Iterable[str]) -> None:
    """Remember that questions are put to her."""
    st.session_state[_PUT] = _united(put_to_her(), questions)


def put_next(topic: str, questions: Iterable[str]) -> None:
    """Put questions of a topic to her now: if she has seen others of it, its screen comes again with these."""
    asked = knowledge().questions
    again = [name for name in put_to_her() if asked[name].topic == topic]
    others = [name for name in put_to_her() if asked[name].topic != topic]
    st.session_state[_PUT] = _united(others, _united(again, questions))


def path() -> tuple[str, ...]:
    """Return the topics of the screens that she has come through."""
    return engine.path(put_to_her(), answers(), knowledge())


def go_to_question(question: str) -> None:
    """Go to the screen on which a question stands, putting it to her if it was not."""
    put([question])
    topics, topic = path(), knowledge().questions[question].topic
    go_to_step(topics.index(topic) if topic in topics else len(topics))


def left() -> int:
    """Return about how many questions come after the screen she is on."""
    return int(st.session_state.get(_LEFT, 0))


def set_left(questions: int) -> None:
    """Remember about how many questions are to come."""
    st.session_state[_LEFT] = questions


def step() -> int:
    """Return which screen of the check she is on, from 0."""
    return int(st.session_state.get(_STEP, 0))


def go_to_step(place: int) -> None:
    """Go to a screen of the check."""
    st.session_state[_STEP] = max(0, place)


def warned() -> str | None:
    """Return the screen of the check on which she was told that something is open."""
    found: str | None = st.session_state.get(_WARNED)
    return found


def warn(topic: str | None) -> None:
    """Remember that she was told, so that the next press moves on."""
    st.session_state[_WARNED] = topic


def country() -> str:
    """Return the country whose numbers are shown."""
    return str(st.session_state.get(_COUNTRY, next(iter(knowledge().countries))))


def choose_country(name: str) -> None:
    """Show the numbers of this country from now on."""
    st.session_state[_COUNTRY] = name


def assessment() -> engine.Assessment:
    """Return the assessment of her answers as they are now."""
    return _remembered("assessment", lambda: engine.assess(answers(), rules(), left_out()))


def so_far() -> engine.SoFar:
    """Return how things stand; after a further answer only what rests on it is read again."""
    before: engine.Outlook | None = st.session_state.get(_OUTLOOK)
    now = before.after(answers(), put_to_her()) if before else engine.Outlook(answers(), knowledge(), put_to_her())
    st.session_state[_OUTLOOK] = now
    return engine.how_it_stands(now)


def suggestions() -> tuple[engine.Suggestion, ...]:
    """Return the self-tests that would change her plan, the most useful first."""
    return _remembered("suggestions", lambda: engine.worth_testing(answers(), rules(), left_out()))


def ask_for_handout(kind: engine.HandoutKind) -> None:
    """Have a handout made of the answers as they are now."""
    st.session_state[_HANDOUT] = (kind, answers(), left_out())


def handout(day: date) -> engine.Handout | None:
    """Return the handout that was asked for, unless the answers have changed since; only the last one is kept."""
    kind, *then = st.session_state.get(_HANDOUT, (None,))
    if kind is None or then != [answers(), left_out()]:
        return None
    numbers = knowledge().countries[country()]
    return _remembered(
        _HANDOUT, lambda: engine.hand_out(kind, assessment(), day, numbers, left_out()), kind, day, numbers.id
    )


def _remembered(name: str, work_out: Callable[[], T], *more: Any) -> T:
    """Return what was worked out for the same answers and rules before, in this visit only, or work it out.

    `more` is what it depends on besides them.
    """
    return _kept(name, (answers(), left_out(), overlay() if is_overlay_on() else None, *more), work_out)


def wanted_answers() -> tuple[engine.WantedAnswer, ...]:
    """Return the questions for want of which rules of any stage are open."""
    stages = engine.TRACED
    return _remembered(
        "wanted", lambda: engine.wanted_answers(line for stage in stages for line in engine.trace(assessment(), stage))
    )


def trace_to_print() -> str:
    """Return the page of the trace that is printed."""
    return _remembered("printed", lambda: engine.trace_print(assessment(), rules()))


def assessment_with_everything() -> engine.Assessment:
    """Return the assessment as it would be had she left nothing out."""
    return _remembered("with-everything", lambda: engine.assess(answers(), rules()))


# ------------------------------------------------------------ what if, on the bench
def supposed() -> tuple[Supposed, ...]:
    """Return the changed answers that are tried, the first first; the answers of the visit know nothing of them."""
    found: tuple[Supposed, ...] = st.session_state.get(_SUPPOSED, ())
    return found


def suppose(name: str, values: Mapping[str, Any]) -> None:
    """Try changed answers on top of those tried before; of the same questions the newest count, if they change any."""
    kept = tuple(item for item in supposed() if set(item.answers) != set(values))
    before = _with(kept)
    new = any(before.get(question) != value for question, value in values.items())
    st.session_state[_SUPPOSED] = (*kept, Supposed(name, dict(values))) if new else kept


def suppose_no_more(place: int | None = None) -> None:
    """Take back one of the changes that are tried, or all of them."""
    left = () if place is None else tuple(item for i, item in enumerate(supposed()) if i != place)
    st.session_state[_SUPPOSED] = left
    draw_supposed_anew()


def draw_supposed_anew() -> None:
    """Have the widgets of what is tried be others from now on, since what they hold no longer counts."""
    st.session_state[_RETAKEN] = times_supposed() + 1


def times_supposed() -> int:
    """Return how often the widgets of what is tried were drawn anew."""
    return int(st.session_state.get(_RETAKEN, 0))


def supposed_answers() -> dict[str, Any]:
    """Return the answers as they would be with all that is tried."""
    return _with(supposed())


def _with(tried: Iterable[Supposed]) -> dict[str, Any]:
    found = answers()
    for item in tried:
        found = engine.suppose(found, item.answers, knowledge())
    return found


def keep_supposed() -> None:
    """Make what is tried the answers on the screen."""
    _put(Visit(supposed_answers(), left_out(), step(), put_to_her()), person())


def supposed_assessment() -> engine.Assessment:
    """Return the assessment of the answers as they would be."""
    changed = supposed_answers()
    if changed == answers():
        return assessment()
    return _remembered("supposed", lambda: engine.assess(changed, knowledge(), left_out()), changed)


def assessment_of(name: str) -> engine.Assessment:
    """Return the assessment of a made-up person, to be set beside the one on the screen."""
    other, held = knowledge().people[name], knowledge()
    return _remembered("beside", lambda: engine.assess(held.answers_of(other), held, other.leave_out), name)


def minutes_plans() -> tuple[engine.MinutesPlan, ...]:
    """Return her plan for each of the minutes that she could choose, the longest first."""
    return _remembered("minutes", lambda: engine.minutes_plans(answers(), knowledge(), left_out()))


def smallest_change(wish: engine.Wish) -> engine.SmallestChange:
    """Return the smallest change of the answers on the screen that would grant a wish."""
    work_out = partial(engine.smallest_change, wish, answers(), knowledge(), left_out())
    return _remembered("smallest-change", work_out, wish)


def started() -> bool:
    """Return whether she has answered anything."""
    return bool(answers())


def view(key: str, default: Any = None) -> Any:
    """Return a piece of view state, such as a picked filter or what a widget holds; answers are kept by `answer`."""
    return st.session_state.get(key, default)


def has_view(key: str) -> bool:
    """Return whether a piece of view state exists, even if it is empty."""
    return key in st.session_state


def set_view(key: str, value: Any) -> None:
    """Set a piece of view state before its widget is drawn, or from a callback."""
    st.session_state[key] = value
