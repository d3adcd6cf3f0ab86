"""Picking a level: the address holds the choice, two boxes change it, and what is unknown is named."""

import streamlit as st

from engine import Knowledge

from . import session

EXERCISE = "explore:exercise"
LEVEL = "explore:level"


def from_address(knowledge: Knowledge) -> tuple[tuple[str, str], list[str]]:
    """Return the exercise and level that the address names, and what of it had to be ignored."""
    asked, level = st.query_params.get("exercise", ""), st.query_params.get("level", "")
    ignored = [] if asked in ("", *knowledge.exercises) else [f"exercise “{asked[:60]}”"]
    slug = asked if asked in knowledge.exercises else next(iter(knowledge.usual_order))
    levels = [x.id for x in knowledge.exercises[slug].levels]
    if level not in ("", *levels):
        ignored.append(f"level “{level[:60]}”")
    return (slug, level if level in levels else levels[0]), ignored


def show(knowledge: Knowledge, picked: tuple[str, str]) -> None:
    """Show the two boxes, set to what is picked."""
    session.set_view(EXERCISE, picked[0])
    session.set_view(LEVEL, picked[1])
    exercises = knowledge.exercises
    titles = {x.id: f"{i}. {x.title}" for i, x in enumerate(exercises[picked[0]].levels, 1)}
    st.selectbox(
        "Exercise",
        list(exercises),
        format_func=lambda x: exercises[x].name,
        key=EXERCISE,
        on_change=_exercise,
    )
    st.selectbox("Level", list(titles), format_func=lambda x: titles.get(x, x), key=LEVEL, on_change=_level)


def _exercise() -> None:
    st.query_params["exercise"] = session.view(EXERCISE)
    st.query_params.pop("level", None)


def _level() -> None:
    st.query_params["exercise"] = session.view(EXERCISE)
    st.query_params["level"] = session.view(LEVEL)
