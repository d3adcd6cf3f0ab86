"""Everything about one level: what it asks and is for, where it leads, and what rules it out for whom."""

from collections.abc import Iterable

import streamlit as st

import engine
from engine import Assessment, Edge, ExerciseFacts, Graph, Knowledge, Level, Reason

from . import links, words

_NEAREST = 6  # how many related exercises stand open; the rest are one click away


@st.cache_resource(show_spinner=False)
def _graph(_knowledge: Knowledge) -> Graph:
    return engine.graph(_knowledge)


def show(knowledge: Knowledge, assessment: Assessment | None, picked: tuple[str, str]) -> None:
    """Show the picked level."""
    exercise = knowledge.exercises[picked[0]]
    level = next(x for x in exercise.levels if x.id == picked[1])
    place = exercise.levels.index(level) + 1
    st.header(level.title, anchor=False)
    st.caption(f"{exercise.name} · step {place} of {len(exercise.levels)} · demand {_demand(level, knowledge)}")
    if assessment is not None:
        _for_her(assessment, exercise, level)
    _ways(exercise, level)
    _asks(level, knowledge)
    graph = _graph(knowledge)
    _helps(graph, exercise)
    _others(graph, exercise, knowledge)
    _ruled_out(graph, exercise, level, knowledge)
    st.page_link(
        links.GUIDES,
        label=f"The whole guide: {knowledge.guides[exercise.slug].title}",
        icon=":material/menu_book:",
        query_params={"guide": exercise.slug},
    )


def _demand(level: Level, knowledge: Knowledge) -> str:
    meaning = next(x.meaning for x in knowledge.demand.anchors if x.demand == level.demand)
    return f"{words.demand(knowledge, level.demand)}: {meaning[0].lower()}{meaning[1:]}"


# ------------------------------------------------------------------ for her
def _for_her(assessment: Assessment, exercise: ExerciseFacts, level: Level) -> None:
    standing = engine.standing(assessment, exercise.slug, level.id)
    rung = assessment.levels.ladders[exercise.slug].rung(level.id)
    with st.container(border=True):
        st.markdown(f"**For you: {words.STANDINGS[standing].lower()}**")
        if assessment.triage.closed:
            st.markdown(f"- {assessment.explanation.headline}. {assessment.explanation.summary[0]}")
        else:
            _list(map(_why, rung.reasons))
            _list(f"Do it differently: {x.instead}" for x in rung.adaptations)
        st.page_link(links.PLAN, label="Your plan", icon=":material/self_improvement:")


def _why(reason: Reason) -> str:
    parts = [reason.because]
    if reason.truth is None:
        parts.append("Not known yet, so it is treated with care.")
    if reason.until:
        parts.append(f"Until: {_sentence(reason.until)}")
    if reason.instead:
        parts.append(f"Instead: {_sentence(reason.instead)}")
    return " ".join(parts)


# ---------------------------------------------------------------- the level
def _ways(exercise: ExerciseFacts, level: Level) -> None:
    """Show the test to move on and when to step back, with the neighbours by name."""
    later = exercise.levels[exercise.levels.index(level) + 1 :]
    st.subheader("When to move on", anchor=False)
    st.markdown(f"To **{later[0].title}**: {level.move_on}" if later else level.move_on)
    if level.drop_back:
        st.markdown(f"**Step back:** {level.drop_back}")


def _asks(level: Level, knowledge: Knowledge) -> None:
    st.subheader("What it asks", anchor=False)
    _list(
        [
            f"**Dose:** {engine.dose_in_words(level.dose, knowledge)}",
            f"**Time:** about {max(1, round(level.seconds / 60))} minutes",
            f"**Needs:** {words.needs(knowledge, level.needs)}. {level.substitutes}",
            f"**Position:** {_axis(level, 'position', knowledge)}",
        ]
    )
    st.markdown("**Of your body:**" if level.properties else "**Of your body:** nothing that a rule is written about.")
    props = [knowledge.properties[x] for x in sorted(level.properties)]
    _list(f"{x.label[0].upper()}{x.label[1:]}: {x.definition[0].lower()}{x.definition[1:]}" for x in props)


def _axis(level: Level, name: str, knowledge: Knowledge) -> str:
    axis = next(x for x in knowledge.vocabulary.axes if x.id == name)
    return ", ".join(x.meaning for x in axis.values if x.id in level.movement[name]).lower()


# ---------------------------------------------------------------- its edges
def _helps(graph: Graph, exercise: ExerciseFacts) -> None:
    here = f"exercise:{exercise.slug}"
    st.subheader("What it trains", anchor=False)
    trains = graph.from_(here, "trains")
    _list(f"{graph.nodes[x.target].label} ({words.ROLES[x.role]}){_measured(x)}" for x in trains)
    if any(x.measured for x in trains):
        st.caption("A percentage says how hard a muscle worked in a study, not how much good it does.")
    st.subheader("What it may help with", anchor=False)
    st.caption("A is the best supported, D the weakest. A grade says how sure we can be, not how large the gain is.")
    helps = sorted(graph.from_(here, "helps_with"), key=lambda x: (x.grade, x.target))
    _list(f"**{graph.nodes[x.target].label}**, {_grade(x)}. {x.because} {_sources(x)}" for x in helps)


def _grade(edge: Edge) -> str:
    return f"grade {edge.grade}, {words.GRADES[edge.grade]}"


def _measured(edge: Edge) -> str:
    return f": {edge.measured}" if edge.measured else ""


def _others(graph: Graph, exercise: ExerciseFacts, knowledge: Knowledge) -> None:
    st.subheader("What else trains the same", anchor=False)
    others = graph.same_work(exercise.slug)
    if not others:
        st.markdown("No other exercise here shares a muscle or a pattern with it.")
    nearest = list(others.items())
    _go_to(nearest[:_NEAREST], knowledge)
    if len(nearest) > _NEAREST:
        with st.expander(f"{len(nearest) - _NEAREST} more that share something with it"):
            _go_to(nearest[_NEAREST:], knowledge)


def _go_to(others: list[tuple[str, tuple[str, ...]]], knowledge: Knowledge) -> None:
    for slug, shared in others:
        st.button(knowledge.exercises[slug].name, key=f"explore:go:{slug}", on_click=_go, args=(slug,))
        st.markdown(f"In common: {'; '.join(shared)}")


def _go(slug: str) -> None:
    st.query_params.from_dict({"exercise": slug})


def _ruled_out(graph: Graph, exercise: ExerciseFacts, level: Level, knowledge: Knowledge) -> None:
    here = f"level:{exercise.slug}/{level.id}"
    st.subheader("What rules it out, and for whom", anchor=False)
    out, lower = graph.from_(here, "ruled_out_for"), graph.from_(here, "held_lower_for")
    if not out and not lower:
        st.markdown("Nothing in our rules takes this level away by itself. Danger signs still come first.")
    if out:
        with st.expander(f"Left out in {_stages(graph, out)}", expanded=len(out) <= 3):
            _list(_rule(x, graph, knowledge) for x in out)
    if lower:
        with st.expander(f"An easier level first in {_stages(graph, lower)}"):
            _list(_rule(x, graph, knowledge) for x in lower)


def _stages(graph: Graph, edges: Iterable[Edge]) -> str:
    count = len({x.target for x in edges})
    return f"{count} situations" if count != 1 else "1 situation"


def _rule(edge: Edge, graph: Graph, knowledge: Knowledge) -> str:
    whom = graph.nodes[edge.target].label
    parts = [f"**{whom[0].upper()}{whom[1:]}**"]
    if edge.demand_at_most is not None:
        parts[0] += f" (demand {edge.demand_at_most} at most)"
    if edge.property:
        parts[0] += f", because of {knowledge.properties[edge.property].label}"
    parts[0] += "."
    parts.append(edge.because)
    parts += [f"Until: {_sentence(edge.until)}"] if edge.until else []
    return " ".join([*parts, f"Rule `{edge.rule}`, `{edge.at}`. {_sources(edge)}"])


def _sources(edge: Edge) -> str:
    return f"({', '.join(edge.sources)})" if edge.sources else ""


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _list(items: Iterable[str]) -> None:
    lines = [f"- {item.strip()}" for item in items]
    if lines:
        st.markdown("\n".join(lines))
