"""Everything about one level: where it stands for her, the way to it, what it asks, and what rules it out for whom."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import streamlit as st

import engine
from engine import Assessment, Edge, ExerciseFacts, Graph, Knowledge, Level

from . import articles, explore_address, links, picture, reasons, session, way, words
from .explore_address import View
from .sheet import Sheet

FOLDS = ("asks", "trains", "helps", "out", "lower")
_NEAREST = 6  # how many related exercises are offered


def show(knowledge: Knowledge, assessment: Assessment | None, view: View, standing: engine.Standing | None) -> None:
    """Show the picked level."""
    if assessment is None:
        opened = tuple(bool(session.view(_fold_key(name))) for name in FOLDS)
        sheet = _for_anybody(view.exercise, view.level, view.begin, opened, picture.is_still(), view)
    else:
        sheet = _made(knowledge, assessment, view, standing)
    sheet.show("explore:all-about")


@st.cache_resource(show_spinner=False, max_entries=1000)
def _for_anybody(exercise: str, level: str, begin: str, opened: tuple[bool, ...], still: bool, _view: View) -> Sheet:
    """Return what is the same for everyone who has answered nothing, made once for each level and what is unfolded."""
    return _made(session.knowledge(), None, _view, None)


def _made(knowledge: Knowledge, assessment: Assessment | None, view: View, standing: engine.Standing | None) -> Sheet:
    graph, sheet = explore_address.session_graph(), Sheet()
    exercise = knowledge.exercises[view.exercise]
    level = next(x for x in exercise.levels if x.id == view.level)
    _choose(sheet, exercise, view)
    sheet.header(level.title)
    place = exercise.levels.index(level) + 1
    sheet.caption(f"{exercise.name} · step {place} of {len(exercise.levels)} · demand {_demand(level, knowledge)}")
    if drawn := picture.markup(knowledge, exercise.slug, level.id):
        sheet.html(drawn)
    picture.keep_still(sheet)
    if assessment is not None and standing is not None:
        _for_her(sheet, knowledge, assessment, exercise, level, standing)
    way.show(sheet, graph, knowledge, assessment, view)
    _ways(sheet, graph, exercise, level)
    _fold(sheet, "What it asks", "asks", lambda: _asked(sheet, level, knowledge))
    _instead(sheet, graph, level, view, knowledge)
    _others(sheet, graph, exercise, knowledge)
    _fold(sheet, "What it trains", "trains", lambda: _trains(sheet, graph, exercise))
    _fold(sheet, "What it may help with", "helps", lambda: _serves(sheet, graph, exercise))
    _ruled_out(sheet, graph, exercise, level, knowledge)
    _articles(sheet, graph, exercise)
    label = f"The whole guide: {knowledge.guides[exercise.slug].title}"
    links.add(sheet, label, links.GUIDES, "menu_book", guide=exercise.slug)
    return sheet


def _choose(sheet: Sheet, exercise: ExerciseFacts, view: View) -> None:
    """Offer the levels of the exercise by name: the same choice as the marks of its row."""
    titles = {x.id: f"{i}. {x.title}" for i, x in enumerate(exercise.levels, 1)}
    sheet.pills("explore:level", "Level", titles, view.level, partial(explore_address.pick, exercise.slug))


def _demand(level: Level, knowledge: Knowledge) -> str:
    meaning = next(x.meaning for x in knowledge.demand.anchors if x.demand == level.demand)
    return f"{words.demand(knowledge, level.demand)}: {meaning[0].lower()}{meaning[1:]}"


# ------------------------------------------------------------------ for her
def _for_her(
    sheet: Sheet,
    knowledge: Knowledge,
    assessment: Assessment,
    exercise: ExerciseFacts,
    level: Level,
    standing: engine.Standing,
) -> None:
    rung = assessment.levels.ladders[exercise.slug].rung(level.id)
    adaptations = () if assessment.triage.closed else rung.adaptations
    with sheet.box():
        sheet.markdown(f"**For you: {_small(words.STANDINGS[standing])}**")
        sheet.bullets(reasons.held_back(knowledge, assessment, exercise.slug, level.id))
        sheet.bullets(f"Do it differently: {x.instead}" for x in adaptations)
        links.add(sheet, "Your plan", links.PLAN, "self_improvement")


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


# ---------------------------------------------------------------- the level
def _ways(sheet: Sheet, graph: Graph, exercise: ExerciseFacts, level: Level) -> None:
    """Show the test to move on, when to step back, and what the level leads to."""
    above, swaps = engine.leads_to(graph, f"level:{exercise.slug}/{level.id}")
    sheet.subheader("When to move on")
    back = f"\n\n**Step back:** {level.drop_back}" if level.drop_back else ""
    sheet.markdown((f"To **{above[0].label}**: {level.move_on}" if above else level.move_on) + back)
    sheet.subheader("What it leads to")
    if above:
        sheet.markdown(f"Up its own ladder: {' → '.join(x.label for x in above)}.")
    else:
        sheet.markdown("It is the last level of its ladder.")
    _hop(sheet, "You may swap it for, at the same demand", [(x.exercise, x.name) for x in swaps], graph)


def _fold(sheet: Sheet, label: str, name: str, show: Callable[[], None]) -> None:
    sheet.fold(_fold_key(name), label, show)


def _fold_key(name: str) -> str:
    return f"explore:fold:{name}"


def _asked(sheet: Sheet, level: Level, knowledge: Knowledge) -> None:
    sheet.bullets(
        [
            f"**Dose:** {engine.dose_in_words(level.dose, knowledge)}",
            f"**Time:** about {max(1, round(level.seconds / 60))} minutes",
            f"**Needs:** {words.needs(knowledge, level.needs)}. {level.substitutes}",
            f"**Position:** {_axis(level, 'position', knowledge)}",
        ]
    )
    sheet.markdown(f"**Of your body:**{'' if level.properties else ' nothing that a rule is written about.'}")
    props = [knowledge.properties[x] for x in sorted(level.properties)]
    sheet.bullets(f"{x.label[0].upper()}{x.label[1:]}: {x.definition[0].lower()}{x.definition[1:]}" for x in props)


def _axis(level: Level, name: str, knowledge: Knowledge) -> str:
    axis = next(x for x in knowledge.vocabulary.axes if x.id == name)
    return ", ".join(x.meaning for x in axis.values if x.id in level.movement[name]).lower()


# ---------------------------------------------------------------- its edges
def _articles(sheet: Sheet, graph: Graph, exercise: ExerciseFacts) -> None:
    """Offer the articles that name the exercise; they are no part of what the rules know."""
    found = [graph.nodes[x.source] for x in graph.to(f"exercise:{exercise.slug}", "related_to")]
    if named := [node for node in found if node.kind == "article"]:
        sheet.subheader("Articles about it")
        sheet.caption(f"{articles.MARK}. {articles.UNCHECKED}")
        for node in named[:_NEAREST]:
            links.add(sheet, node.label, links.GUIDES, "article", article=node.name)


def _trains(sheet: Sheet, graph: Graph, exercise: ExerciseFacts) -> None:
    here = f"exercise:{exercise.slug}"
    trains = graph.from_(here, "trains")
    sheet.bullets(dict.fromkeys(f"{x.words} ({words.ROLES[x.role]}){_measured(x)}" for x in trains))
    if any(x.measured for x in trains):
        sheet.caption("A percentage says how hard a muscle worked in a study, not how much good it does.")


def _serves(sheet: Sheet, graph: Graph, exercise: ExerciseFacts) -> None:
    here = f"exercise:{exercise.slug}"
    sheet.caption("A is the best supported, D the weakest. A grade says how sure we can be, not how large the gain is.")
    helps = sorted(graph.from_(here, "helps_with"), key=lambda x: (x.grade, x.target))
    sheet.bullets(f"**{graph.nodes[x.target].label}**, {_grade(x)}. {x.because} {_sources(x)}" for x in helps)


def _grade(edge: Edge) -> str:
    return f"grade {edge.grade}, {words.GRADES[edge.grade]}"


def _measured(edge: Edge) -> str:
    return f": {edge.measured}" if edge.measured else ""


def _instead(sheet: Sheet, graph: Graph, level: Level, view: View, knowledge: Knowledge) -> None:
    """Show what to do without the things that the level needs."""
    if not level.needs:
        return
    needs = words.needs(knowledge, level.needs).lower()
    sheet.subheader(f"Without {needs}")
    if level.substitutes:
        sheet.markdown(level.substitutes)
    near = engine.instead_of(graph, f"level:{view.key}", without=level.needs)[:_NEAREST]
    _hop(sheet, "Or do one of these", [(x.exercise, x.name) for x in near], graph)


def _others(sheet: Sheet, graph: Graph, exercise: ExerciseFacts, knowledge: Knowledge) -> None:
    sheet.subheader("What else trains the same")
    others = dict(list(engine.same_work(graph, exercise.slug).items())[:_NEAREST])
    if not others:
        sheet.markdown("No other exercise here shares a muscle with it.")
    sheet.bullets(f"**{knowledge.exercises[x].name}**: {', '.join(shared).lower()}" for x, shared in others.items())
    first = [(x, knowledge.exercises[x].levels[0].id) for x in others]
    _hop(sheet, "Go to one of them", first, graph, by_exercise=True)


def _hop(sheet: Sheet, label: str, keys: Sequence[tuple[str, str]], graph: Graph, *, by_exercise: bool = False) -> None:
    """Offer levels to go to, by their own names or by those of their exercises."""
    if not keys:
        return
    names = {
        f"{slug}/{level}": graph.nodes[f"exercise:{slug}" if by_exercise else f"level:{slug}/{level}"].label
        for slug, level in keys
    }
    sheet.pills(f"explore:hop:{label}", label, names, None, lambda to: explore_address.pick(*to.split("/")))


def _ruled_out(sheet: Sheet, graph: Graph, exercise: ExerciseFacts, level: Level, knowledge: Knowledge) -> None:
    here = f"level:{exercise.slug}/{level.id}"
    sheet.subheader("What rules it out, and for whom")
    out, lower = graph.from_(here, "ruled_out_for"), graph.from_(here, "held_lower_for")
    if not out and not lower:
        sheet.markdown("Nothing in our rules takes this level away by itself. Danger signs still come first.")
    if out:
        label = f"Left out in {_stages(graph, out)}"
        _fold(sheet, label, "out", lambda: sheet.bullets(_rule(x, graph, knowledge) for x in out))
    if lower:
        label = f"An easier level first in {_stages(graph, lower)}"
        _fold(sheet, label, "lower", lambda: sheet.bullets(_rule(x, graph, knowledge) for x in lower))


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
