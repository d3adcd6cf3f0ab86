"""Everything about one level: where it stands for her, the way to it, what it asks, and what rules it out for whom."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

import engine
from engine import Assessment, Edge, ExerciseFacts, Graph, Knowledge, Level

from . import articles, explore_address, links, picture, reasons, session, way, words
from .explore_address import View
from .plain import plain

_NEAREST = 6  # how many related exercises are offered


def show(knowledge: Knowledge, assessment: Assessment | None, view: View, standing: engine.Standing | None) -> None:
    """Show the picked level."""
    graph = explore_address.session_graph()
    exercise = knowledge.exercises[view.exercise]
    level = next(x for x in exercise.levels if x.id == view.level)
    _choose(exercise, view)
    st.header(level.title, anchor=False)
    place = exercise.levels.index(level) + 1
    st.caption(f"{exercise.name} · step {place} of {len(exercise.levels)} · demand {_demand(level, knowledge)}")
    picture.show(knowledge, exercise.slug, level.id)
    picture.keep_still()
    if assessment is not None and standing is not None:
        _for_her(knowledge, assessment, exercise, level, standing)
    way.show(graph, knowledge, assessment, view)
    _ways(graph, exercise, level)
    _asks(level, knowledge)
    _instead(graph, level, view, knowledge)
    _others(graph, exercise, knowledge)
    _helps(graph, exercise)
    _ruled_out(graph, exercise, level, knowledge)
    _articles(graph, exercise)
    st.page_link(
        links.GUIDES,
        label=f"The whole guide: {knowledge.guides[exercise.slug].title}",
        icon=":material/menu_book:",
        query_params={"guide": exercise.slug},
    )


def _choose(exercise: ExerciseFacts, view: View) -> None:
    """Offer the levels of the exercise by name: the same choice as the marks of its row."""
    titles = {x.id: f"{i}. {x.title}" for i, x in enumerate(exercise.levels, 1)}
    key = "explore:level"  # the same for every exercise: what is drawn once is only changed
    session.set_view(key, view.level)
    st.pills(
        "Level",
        list(titles),
        format_func=lambda x: titles.get(x, x),
        required=True,
        key=key,
        on_change=lambda: explore_address.pick(exercise.slug, session.view(key) or ""),
    )


def _demand(level: Level, knowledge: Knowledge) -> str:
    meaning = next(x.meaning for x in knowledge.demand.anchors if x.demand == level.demand)
    return f"{words.demand(knowledge, level.demand)}: {meaning[0].lower()}{meaning[1:]}"


# ------------------------------------------------------------------ for her
def _for_her(
    knowledge: Knowledge, assessment: Assessment, exercise: ExerciseFacts, level: Level, standing: engine.Standing
) -> None:
    rung = assessment.levels.ladders[exercise.slug].rung(level.id)
    adaptations = () if assessment.triage.closed else rung.adaptations
    with st.container(border=True):
        st.markdown(f"**For you: {_small(words.STANDINGS[standing])}**")
        _list(reasons.held_back(knowledge, assessment, exercise.slug, level.id))
        _list(f"Do it differently: {x.instead}" for x in adaptations)
        st.page_link(links.PLAN, label="Your plan", icon=":material/self_improvement:")


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


# ---------------------------------------------------------------- the level
def _ways(graph: Graph, exercise: ExerciseFacts, level: Level) -> None:
    """Show the test to move on, when to step back, and what the level leads to."""
    above, swaps = engine.leads_to(graph, f"level:{exercise.slug}/{level.id}")
    st.subheader("When to move on", anchor=False)
    back = f"\n\n**Step back:** {level.drop_back}" if level.drop_back else ""
    st.markdown((f"To **{above[0].label}**: {level.move_on}" if above else level.move_on) + back)
    st.subheader("What it leads to", anchor=False)
    if above:
        st.markdown(f"Up its own ladder: {' → '.join(x.label for x in above)}.")
    else:
        st.markdown("It is the last level of its ladder.")
    _hop("You may swap it for, at the same demand", [(x.exercise, x.name) for x in swaps], graph)


def _asks(level: Level, knowledge: Knowledge) -> None:
    _fold("What it asks", "asks", lambda: _asked(level, knowledge))


def _fold(label: str, name: str, show: Callable[[], None]) -> None:
    """Show a part that opens on a tap; it is made only while it is open, for most of it is never read."""
    box = st.expander(label, key=f"explore:fold:{name}", on_change="rerun")
    if box.open:
        with box:
            show()


def _asked(level: Level, knowledge: Knowledge) -> None:
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
def _articles(graph: Graph, exercise: ExerciseFacts) -> None:
    """Offer the articles that name the exercise; they are no part of what the rules know."""
    found = [graph.nodes[x.source] for x in graph.to(f"exercise:{exercise.slug}", "related_to")]
    if named := [node for node in found if node.kind == "article"]:
        st.subheader("Articles about it", anchor=False)
        st.caption(f"{articles.MARK}. {articles.UNCHECKED}")
        for node in named[:_NEAREST]:
            st.page_link(links.GUIDES, label=plain(node.label), query_params={"article": node.name})


def _helps(graph: Graph, exercise: ExerciseFacts) -> None:
    _fold("What it trains", "trains", lambda: _trains(graph, exercise))
    _fold("What it may help with", "helps", lambda: _serves(graph, exercise))


def _trains(graph: Graph, exercise: ExerciseFacts) -> None:
    here = f"exercise:{exercise.slug}"
    trains = graph.from_(here, "trains")
    _list(dict.fromkeys(f"{x.words} ({words.ROLES[x.role]}){_measured(x)}" for x in trains))
    if any(x.measured for x in trains):
        st.caption("A percentage says how hard a muscle worked in a study, not how much good it does.")


def _serves(graph: Graph, exercise: ExerciseFacts) -> None:
    here = f"exercise:{exercise.slug}"
    st.caption("A is the best supported, D the weakest. A grade says how sure we can be, not how large the gain is.")
    helps = sorted(graph.from_(here, "helps_with"), key=lambda x: (x.grade, x.target))
    _list(f"**{graph.nodes[x.target].label}**, {_grade(x)}. {x.because} {_sources(x)}" for x in helps)


def _grade(edge: Edge) -> str:
    return f"grade {edge.grade}, {words.GRADES[edge.grade]}"


def _measured(edge: Edge) -> str:
    return f": {edge.measured}" if edge.measured else ""


def _instead(graph: Graph, level: Level, view: View, knowledge: Knowledge) -> None:
    """Show what to do without the things that the level needs."""
    if not level.needs:
        return
    needs = words.needs(knowledge, level.needs).lower()
    st.subheader(f"Without {needs}", anchor=False)
    if level.substitutes:
        st.markdown(level.substitutes)
    near = engine.instead_of(graph, f"level:{view.key}", without=level.needs)[:_NEAREST]
    _hop("Or do one of these", [(x.exercise, x.name) for x in near], graph)


def _others(graph: Graph, exercise: ExerciseFacts, knowledge: Knowledge) -> None:
    st.subheader("What else trains the same", anchor=False)
    others = dict(list(engine.same_work(graph, exercise.slug).items())[:_NEAREST])
    if not others:
        st.markdown("No other exercise here shares a muscle with it.")
    _list(f"**{knowledge.exercises[x].name}**: {', '.join(shared).lower()}" for x, shared in others.items())
    _hop("Go to one of them", [(x, knowledge.exercises[x].levels[0].id) for x in others], graph, by_exercise=True)


def _hop(label: str, keys: Sequence[tuple[str, str]], graph: Graph, *, by_exercise: bool = False) -> None:
    """Offer levels to go to, by their own names or by those of their exercises."""
    if not keys:
        return
    names = {x: graph.nodes[f"exercise:{x[0]}" if by_exercise else f"level:{x[0]}/{x[1]}"].label for x in keys}
    key = f"explore:hop:{label}"
    session.set_view(key, None)
    st.pills(label, list(names), format_func=lambda x: names.get(x, ""), key=key, on_change=_go, args=(key,))


def _go(key: str) -> None:
    if to := session.view(key):
        explore_address.pick(*to)


def _ruled_out(graph: Graph, exercise: ExerciseFacts, level: Level, knowledge: Knowledge) -> None:
    here = f"level:{exercise.slug}/{level.id}"
    st.subheader("What rules it out, and for whom", anchor=False)
    out, lower = graph.from_(here, "ruled_out_for"), graph.from_(here, "held_lower_for")
    if not out and not lower:
        st.markdown("Nothing in our rules takes this level away by itself. Danger signs still come first.")
    if out:
        label = f"Left out in {_stages(graph, out)}"
        _fold(label, "out", lambda: _list(_rule(x, graph, knowledge) for x in out))
    if lower:
        label = f"An easier level first in {_stages(graph, lower)}"
        _fold(label, "lower", lambda: _list(_rule(x, graph, knowledge) for x in lower))


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
    parts += [f"Until: {reasons.sentence(edge.until)}"] if edge.until else []
    return " ".join([*parts, f"Rule `{edge.rule}`, `{edge.at}`. {_sources(edge)}"])


def _sources(edge: Edge) -> str:
    return f"({', '.join(edge.sources)})" if edge.sources else ""


def _list(items: Iterable[str]) -> None:
    lines = [f"- {item.strip()}" for item in items]
    if lines:
        st.markdown("\n".join(lines))
