"""The form for one change to the rules: what, to which exercise or rule, of whom, and why."""

from collections.abc import Callable
from typing import Any

import streamlit as st

import engine
from engine import overlays

from . import session
from .cards import plain
from .keeping import listed

_REFUSED, _ROUND = "change:refused", "change:round"
Fields = Callable[[engine.Assessment], dict[str, Any]]


def show(assessment: engine.Assessment, date: str) -> None:
    """Draw the form; a change with a mistake is refused in words, and nothing of it is kept."""
    st.subheader("Make a change", anchor=False)
    kind = st.pills("What would you do?", list(KINDS), default=next(iter(KINDS)), required=True, key="change:kind")
    do, fields = KINDS[kind or next(iter(KINDS))]
    change = {"do": do, **fields(assessment), **_of_whom(assessment)}
    key = _key("because")
    st.text_input("Why? (one line, needed)", key=key, max_chars=600)
    st.button("Add this change", type="primary", on_click=_add, args=(change, key, date))
    if messages := session.view(_REFUSED):
        st.error("This change was not added:\n\n" + listed(messages))


def _key(name: str) -> str:
    """Return the key of a field: another one after each change that was added, so that the next begins afresh."""
    return f"change:{session.view(_ROUND, 0)}:{name}"


def _add(change: dict[str, Any], key: str, date: str) -> None:
    session.set_view(_REFUSED, ())
    because = str(session.view(key, "")).strip()
    if not because:
        session.set_view(_REFUSED, ("Write the reason: a change without one cannot be judged by anybody.",))
        return
    try:
        found = overlays.with_change(session.overlay(), {**change, "because": because}, date, session.knowledge())
    except engine.SourceError as error:
        session.set_view(_REFUSED, tuple(problem.message for problem in error.problems))
        return
    session.set_overlay(found)
    session.set_view(_ROUND, session.view(_ROUND, 0) + 1)


def _of_whom(assessment: engine.Assessment) -> dict[str, Any]:
    """Ask of whom the change holds: of everybody, or where all that is ticked is true."""
    facts = overlays.true_of_her(assessment, session.knowledge())
    with st.expander("For whom? For everybody, unless you tick what must be true"):
        if not facts:
            st.markdown("Nothing is known of this person that a rule could hold on to.")
        ticked = [name for name, words in facts.items() if st.checkbox(plain(words), key=_key(f"when:{name}"))]
    if not ticked:
        return {}
    return {"when": ticked[0] if len(ticked) == 1 else {"all": ticked}}


# ------------------------------------------------------------------ what is changed
def _exercise(label: str, slugs: list[str], key: str) -> str:
    exercises = session.knowledge().exercises
    found: str = st.selectbox(label, slugs, format_func=lambda slug: exercises[slug].name, key=_key(key))
    return found


def _in_plan_first(assessment: engine.Assessment) -> list[str]:
    """Return every exercise: those of the plan, then those in reserve, the most useful first, then the others."""
    kept = {item.exercise for item in assessment.programme.of("in_reserve")}
    reserve = [item.exercise for item in assessment.ranking.order if item.exercise in kept]
    chosen = [item.exercise for item in assessment.programme.chosen]
    return list(dict.fromkeys((*chosen, *reserve, *session.knowledge().exercises)))


def _spare_first(assessment: engine.Assessment) -> list[str]:
    chosen = [item.exercise for item in assessment.programme.chosen]
    return [slug for slug in _in_plan_first(assessment) if slug not in chosen]


def _level(exercise: str, key: str) -> str:
    titles = {level.id: level.title for level in session.knowledge().exercises[exercise].levels}
    found: str = st.selectbox(
        "Level", list(titles), format_func=lambda level: titles[level], key=_key(f"{key}:{exercise}")
    )
    return found


def _swap(assessment: engine.Assessment) -> dict[str, Any]:
    gone = _exercise("Instead of", _in_plan_first(assessment), "swap")
    return {"exercise": gone, "with": _exercise("Give", _spare_first(assessment), "with")}


def _lower(assessment: engine.Assessment) -> dict[str, Any]:
    exercise = _exercise("Exercise", _in_plan_first(assessment), "lower")
    return {"exercise": exercise, "level": _level(exercise, "lower:level")}


def _raise(assessment: engine.Assessment) -> dict[str, Any]:
    exercise = _exercise("Exercise", _in_plan_first(assessment), "raise")
    level = _level(exercise, "raise:level")
    past, others = overlays.caps_on(assessment, exercise, level, session.knowledge())
    if others:
        st.info("She is also kept below it by what cannot be set aside:\n\n" + listed(tuple(others)))
    if not past:
        st.info("No cap that may be set aside keeps her below this level.")
    return {"exercise": exercise, "level": level, "past": past}


def _remove(assessment: engine.Assessment) -> dict[str, Any]:
    return {"exercise": _exercise("Leave out", _in_plan_first(assessment), "remove")}


def _add_exercise(assessment: engine.Assessment) -> dict[str, Any]:
    return {"exercise": _exercise("Put first, where it is safe", _spare_first(assessment), "add")}


def _dose(assessment: engine.Assessment) -> dict[str, Any]:
    exercise = _exercise("Exercise", _in_plan_first(assessment), "dose")
    part: str = st.selectbox(
        "What of the dose", list(overlays.DOSE_WORDS), format_func=overlays.DOSE_WORDS.__getitem__, key="change:part"
    )
    with st.container(horizontal=True):
        least = st.number_input("From", 1, 100, 1, key="change:least")
        most = st.number_input("To", 1, 100, 2, key="change:most")
    return {"exercise": exercise, "dose": {part: [least, most]}}


def _veto(assessment: engine.Assessment) -> dict[str, Any]:
    rules = overlays.rules_that_acted(assessment, session.knowledge())
    if not rules:
        st.info("No rule acted on these answers.")
        return {"rule": ""}
    found = st.selectbox("Rule", list(rules), format_func=lambda rule: f"{rule}: {rules[rule]}", key="change:rule")
    return {"rule": found}


KINDS: dict[str, tuple[str, Fields]] = {
    "Swap": ("swap", _swap),
    "Lower": ("lower", _lower),
    "Raise": ("raise", _raise),
    "Leave out": ("remove", _remove),
    "Add": ("add", _add_exercise),
    "Dose": ("dose", _dose),
    "Veto a rule": ("veto", _veto),
}
