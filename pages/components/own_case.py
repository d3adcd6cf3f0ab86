"""A case of one's own: what she would expect of the answers on the screen, held against what came, kept as a file."""

from typing import Any

import streamlit as st

import engine

from . import case_result, save_file, session
from .cards import plain

_PLANS = {"open": "open", "capped": "kept gentle", "closed": "closed, no exercises"}
_NO_LIMIT = "no limit"


def show() -> None:
    """Show the form of the expectation, pass or fail at once, and the file."""
    knowledge, result = session.knowledge(), session.assessment()
    st.header("Your own case", anchor=False)
    st.markdown(
        "Load a person or bring answers of your own; change them as you like. Say what you would expect of them, "
        "before you look at the result if you can."
    )
    expect = _expectation(knowledge)
    if expect is None:
        st.info("Say how urgent it is and what becomes of the plan, and you see here whether it comes out so.")
        return
    case = _case(expect, knowledge)
    comparisons = engine.compare_with_expected(case, result, knowledge)
    _show_verdict(comparisons)
    case_result.show_expected(comparisons, edited=False)
    _show_file(case)


def _key(field: str) -> str:
    """Return the key of a field; each loaded person has fields of her own."""
    return f"own-case:{field}:{session.person()}"


# ------------------------------------------------------------------ what is expected
def _expectation(knowledge: engine.Knowledge) -> engine.Expectation | None:
    words: dict[str, str] = {x.id: x.label for x in reversed(knowledge.vocabulary.dispositions)}
    disposition = _one("How urgent", words, "disposition")
    plan = _one("The plan", _PLANS, "plan")
    names = {slug: exercise.name for slug, exercise in knowledge.exercises.items()}
    must_have = _some("Must be in the plan", names, "must-have")
    others = {slug: name for slug, name in names.items() if slug not in must_have}
    must_not_have = _some("Must not be in the plan", others, "must-not-have")
    said = {"must_have": must_have, "must_not_have": must_not_have, "levels": _levels(names, knowledge)}
    if disposition is None or plan is None:
        return None
    return engine.Expectation.model_validate({"disposition": disposition, "plan": plan, **said})


def _one(label: str, words: dict[str, str], field: str) -> str | None:
    picked: str | None = st.selectbox(
        label,
        list(words),
        index=None,
        format_func=words.__getitem__,
        key=_key(field),
        persist_state="session",
        placeholder="Choose what you expect",
    )
    return picked


def _some(label: str, names: dict[str, str], field: str) -> tuple[str, ...]:
    picked = st.multiselect(
        label,
        list(names),
        format_func=names.__getitem__,
        key=_key(field),
        persist_state="session",
        placeholder="Choose exercises, or leave it empty",
    )
    return tuple(picked)


def _levels(names: dict[str, str], knowledge: engine.Knowledge) -> dict[str, dict[str, str]]:
    """Return the bounds that were set, exercise by exercise."""
    picked = _some("Levels: which exercises have a limit?", names, "levels")
    bounds = {slug: _bounds(knowledge.exercises[slug]) for slug in picked}
    return {slug: ends for slug, ends in bounds.items() if ends}


def _bounds(exercise: engine.ExerciseFacts) -> dict[str, str]:
    titles = {"": _NO_LIMIT} | {level.id: f"{level.title} (demand {level.demand})" for level in exercise.levels}
    ends = {"at_least": "at least", "at_most": "at most"}
    found = {}
    for column, (end, words) in zip(st.columns(2), ends.items(), strict=True):
        found[end] = column.selectbox(
            f"{exercise.name}, {words}",
            list(titles),
            format_func=titles.__getitem__,
            key=_key(f"{exercise.slug}:{end}"),
            persist_state="session",
        )
    return {end: level for end, level in found.items() if level}


# ------------------------------------------------------------------ what came, and the file
def _case(expect: engine.Expectation, knowledge: engine.Knowledge) -> engine.Person:
    name, story = session.view(_key("name"), ""), session.view(_key("story"), "")
    return engine.own_case(name, story, session.answers(), session.left_out(), expect, knowledge)


def _show_verdict(comparisons: tuple[engine.Comparison, ...]) -> None:
    failed = [x.what for x in comparisons if not x.met]
    if failed:
        st.error(f"**Fail.** Not as you expected: {plain('; '.join(failed))}. “Why” shows the rules behind it.")
    else:
        st.success("**Pass.** It comes out as you expected.")


def _show_file(case: engine.Person) -> None:
    st.subheader("Keep it as a case", anchor=False)
    st.markdown(
        "The file has all these answers, private ones too, and what you expect. Put it into `data/people`, run `make "
        "content` and `make snapshot`: from then on it is run with all others. Use no real person's name or story."
    )
    _text(st.text_input, "Name and age, made up", engine.NAME_AT_MOST, "name")
    _text(st.text_area, "Her story in a sentence or two", engine.STORY_AT_MOST, "story")
    save_file.show("Save as a case file", f"{case.id}.yaml", engine.write_case(case))


def _text(widget: Any, label: str, at_most: int, field: str) -> None:
    widget(label, max_chars=at_most, key=_key(field), persist_state="session")
