"""What if: other answers beside the case, and at once what they would change, each with the rule that did it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

import engine

from . import differences, other_answer, session, smallest_change, words
from .cards import plain


def show() -> None:
    """Show what can be tried, what is tried, what it would change, and the smallest change for a wish."""
    knowledge = session.knowledge()
    st.header("What if", anchor=False)
    st.markdown("Try other answers and see at once what they would change. The answers of this case stay as they are.")
    _quick(knowledge)
    controls, result = st.columns(2, gap="large")
    with controls:
        _any_question(knowledge)
    with result:
        _tried(knowledge)
        _result()
    smallest_change.show(session.assessment(), knowledge)


# -------------------------------------------------------------------- trying
def _quick(knowledge: engine.Knowledge) -> None:
    with st.container(horizontal=True, gap="small"):
        for item in knowledge.what_ifs.values():
            st.button(item.name, key=f"what-if:quick:{item.id}", on_click=_try_named, args=(item,))


def _try_named(item: engine.WhatIf) -> None:
    session.suppose(item.name, engine.changes_of(item, session.supposed_answers()))
    session.draw_supposed_anew()


def _any_question(knowledge: engine.Knowledge) -> None:
    answers = session.supposed_answers()
    asked = {x.id: x for x in engine.asked_of(answers, knowledge) if not x.sensitive}
    picked = st.selectbox(
        "Change any answer",
        list(asked),
        index=None,
        format_func=lambda name: f"{asked[name].text} {words.answer(asked[name], answers.get(name))}",
        placeholder="Type a word of the question",
        key=f"what-if:question:{session.person()}",
        help="All questions that are asked in this case, but for the private ones.",
    )
    if picked in asked:
        key = f"what-if:{session.drawn()}{picked}:{session.times_supposed()}"
        other_answer.show(asked[picked], answers, key, _try(asked[picked]), knowledge)


def _try(question: engine.Question) -> Callable[[Any], None]:
    return lambda value: session.suppose(question.text, {question.id: value})


# --------------------------------------------------------------------- tried
def _tried(knowledge: engine.Knowledge) -> None:
    if not session.supposed():
        return
    st.subheader("Tried", anchor=False)
    for place, item in enumerate(session.supposed()):
        with st.container(border=True):
            st.markdown(_changes(item, knowledge))
            st.button(
                "Undo this",
                key=f"what-if:undo:{place}",
                help=f"Undo: {item.name}",
                icon=":material/undo:",
                on_click=partial(session.suppose_no_more, place),
            )
    _left_behind(knowledge)
    with st.container(horizontal=True):
        st.button("Undo all", icon=":material/restart_alt:", on_click=session.suppose_no_more)
        st.button("Keep as the answers of this visit", icon=":material/check:", on_click=session.keep_supposed)


def _changes(item: session.Supposed, knowledge: engine.Knowledge) -> str:
    asked = knowledge.questions
    lines = [
        f"{plain(asked[name].text)} {plain(words.answer(asked[name], session.answers().get(name)))} → "
        f"**{plain(words.answer(asked[name], value))}**"
        for name, value in item.answers.items()
    ]
    return lines[0] if len(lines) == 1 else "\n".join((f"**{plain(item.name)}**", *(f"- {line}" for line in lines)))


def _left_behind(knowledge: engine.Knowledge) -> None:
    after = session.supposed_answers()
    tried = {name for item in session.supposed() for name in item.answers}
    gone = (knowledge.questions[name] for name in session.answers() if name not in after and name not in tried)
    listed = " ".join(plain(question.text) for question in gone if not question.sensitive)
    if listed:
        st.caption(f"No longer asked then, so no answer counts: {listed}")


def _result() -> None:
    if not session.supposed():
        st.info("Nothing is tried yet. Tap one of the buttons, or choose a question.")
        return
    found = engine.differences(session.assessment(), session.supposed_assessment())
    st.subheader("What would change", anchor=False)
    st.markdown(differences.counted(found))
    differences.show(found, "Nothing would change: no rule reads these answers otherwise in this case.")
