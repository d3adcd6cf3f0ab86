"""The graph in numbers: exercises by muscle, what is joined to what, and the evidence; each as a table."""

import altair as alt
import pandas as pd
import streamlit as st

import engine

from . import explore_address, explore_map, session, words

KEY = "explore:muscles"
ROW, COLUMN_NAMES, LEGEND = 26, 170, 70
SHADES = {"main": "#0b6e6e", "helper": "#6aaca4", "stabiliser": "#c9e1dc", "stretched": "#c9a227"}
_FEW = 8  # rows shown of the most and of the least connected


def show() -> None:
    """Show which exercise of one part of the body trains which muscle, and how many levels train each muscle."""
    knowledge = session.knowledge()
    parts = [part for part, _ in explore_map.layout()["groups"]["body"]]
    part = st.selectbox("Part of the body", parts, format_func=str.capitalize, key=f"{KEY}:part")
    rows = pairs()
    here = rows[rows["slug"].map(lambda slug: explore_map.part_of(knowledge, slug) == part)]
    st.altair_chart(chart(here), alt=_alt(here), key=f"{KEY}:chart", on_select=_clicked, selection_mode="pick")
    if session.view(f"{KEY}:shown"):
        session.set_view(f"{KEY}:shown", False)
        st.rerun()
    with st.expander("The same as a table"):
        st.table(_wide(here), hide_index=True, border="horizontal", alt="Muscles by exercise")
    st.markdown("**How many levels train each muscle, by demand.** A nought is a hole.")
    st.table(by_demand(), hide_index=True, border="horizontal", alt="Levels by muscle and demand")


@st.cache_resource(show_spinner=False)
def pairs() -> pd.DataFrame:
    """Return a row for each exercise and muscle that have to do with each other."""
    found = engine.trained_muscles(explore_address.session_graph())
    rows = [(x.exercise.name, x.exercise.label, x.muscle.name, x.muscle.label, x.role) for x in found]
    return pd.DataFrame(rows, columns=["slug", "exercise", "muscle_id", "muscle", "role"])


@st.cache_resource(show_spinner=False)
def by_demand() -> pd.DataFrame:
    """Return how many levels train each muscle, a column a step of demand."""
    graph = explore_address.session_graph()
    counts = engine.levels_by_muscle(graph)
    steps = range(len(explore_map.layout()["axis"]))
    rows = [{"Muscle": x.label, **{str(step): counts[x.name, step] for step in steps}} for x in graph.of("muscle")]
    return pd.DataFrame(rows)


def chart(rows: pd.DataFrame) -> alt.Chart:
    """Return the heat map: a row an exercise, a column a muscle, an empty cell where they have nothing to do."""
    pick = alt.selection_point(name="pick", fields=["slug"], empty=False)
    names = [words.ROLES[x] for x in SHADES]
    scale = alt.Scale(domain=names, range=list(SHADES.values()))
    drawn: alt.Chart = (
        alt.Chart(rows.assign(role=rows["role"].map(words.ROLES)))
        .mark_rect(cornerRadius=3, cursor="pointer")
        .encode(
            x=alt.X("muscle:N", title=None, axis=alt.Axis(orient="top", labelAngle=-90, labelLimit=COLUMN_NAMES)),
            y=alt.Y("exercise:N", title=None, axis=alt.Axis(labelLimit=130)),
            color=alt.Color("role:N", scale=scale, legend=alt.Legend(title=None, orient="bottom", columns=2)),
            tooltip=[alt.Tooltip("exercise:N"), alt.Tooltip("muscle:N"), alt.Tooltip("role:N")],
        )
        .add_params(pick)
        .properties(height=ROW * rows["exercise"].nunique() + COLUMN_NAMES + LEGEND)
    )
    return drawn


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    told = rows.assign(said=rows["muscle"] + " (" + rows["role"].map(words.ROLES) + ")")
    joined = told.groupby("exercise", sort=False)["said"].agg(", ".join).reset_index()
    return joined.rename(columns={"exercise": "Exercise", "said": "Muscles"})


def _alt(rows: pd.DataFrame) -> str:
    size = f"{rows['exercise'].nunique()} exercises by {rows['muscle'].nunique()} muscles"
    return f"Heat map of what trains what: {size}. The table below says the same."


def _clicked() -> None:
    """Show a clicked exercise on the map."""
    event = session.view(f"{KEY}:chart") or {}
    for hit in event.get("selection", {}).get("pick", [])[:1]:
        if hit.get("slug") in session.knowledge().exercises:
            explore_address.pick(str(hit["slug"]))
            session.set_view(f"{KEY}:shown", True)


# -------------------------------------------------------------------- numbers
def joined() -> None:
    """Show the exercises that most leads to and from, and those that stand nearly alone."""
    rows = [
        {
            "Exercise": x.exercise.label,
            "Swaps with": x.swaps,
            "Linked with": x.links,
            "Shares a muscle with": x.muscles,
        }
        for x in engine.connections(explore_address.session_graph())
    ]
    st.markdown("**Joined to most**")
    st.table(pd.DataFrame(rows[:_FEW]), hide_index=True, border="horizontal", alt="The most connected exercises")
    st.markdown("**Nearly alone**")
    st.table(pd.DataFrame(rows[-_FEW:]), hide_index=True, border="horizontal", alt="The least connected exercises")


def evidence() -> None:
    """Show how many exercises serve each pattern, by grade of evidence."""
    rows = [
        {"Pattern": x.pattern.label, **x.grades, "Sources": x.sources}
        for x in engine.pattern_evidence(explore_address.session_graph())
    ]
    st.markdown("Exercises for each pattern by grade: A is the best supported, D the weakest.")
    st.table(pd.DataFrame(rows), hide_index=True, border="horizontal", alt="Exercises by pattern and grade")
