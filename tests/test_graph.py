"""The graph of exercises: true to the data, whole, and each edge with its place."""

import json
from dataclasses import replace

import networkx
import pytest

import engine
from engine import Edge, Graph, Knowledge, MapFilter, Node
from engine.graph import export, soundness
from engine.results import Reason
from tests.draws import the_knowledge

FOUND: dict[str, engine.Assessment] = {}


@pytest.fixture(scope="module")
def graph(knowledge: Knowledge) -> Graph:
    return engine.graph(knowledge)


def test_nothing_dangles_circles_or_is_cut_off(graph: Graph) -> None:
    assert list(soundness.unsound(graph)) == []


def test_every_edge_says_where_it_comes_from(graph: Graph) -> None:
    assert [edge for edge in graph.edges if not edge.at.startswith("data/")] == []


def test_every_ladder_rises_strictly_and_so_has_no_cycle(knowledge: Knowledge, graph: Graph) -> None:
    for slug in knowledge.exercises:
        demands = [level.demand for level in graph.ladder(slug)]
        assert demands == sorted(set(demands)), slug
    for edge in (x for x in graph.edges if x.kind == "progresses_to"):
        assert graph.nodes[edge.source].demand < graph.nodes[edge.target].demand


def test_every_level_is_reached_from_the_easiest_of_its_ladder(knowledge: Knowledge, graph: Graph) -> None:
    for slug, exercise in knowledge.exercises.items():
        here, reached = graph.ladder(slug)[0].id, []
        while True:
            reached.append(here)
            onward = graph.from_(here, "progresses_to")
            if not onward:
                break
            here = onward[0].target
        assert reached == [f"level:{slug}/{level.id}" for level in exercise.levels]


def test_the_edge_to_the_next_level_carries_the_test_to_pass(knowledge: Knowledge, graph: Graph) -> None:
    exercise = knowledge.exercises["hip-thrusts"]
    (edge,) = graph.from_(f"level:hip-thrusts/{exercise.levels[0].id}", "progresses_to")
    assert edge.test == exercise.levels[0].move_on


def test_related_links_lead_to_guides_that_exist(graph: Graph) -> None:
    related = [edge for edge in graph.edges if edge.kind == "related_to"]
    assert related
    assert {graph.nodes[edge.target].kind for edge in related} <= {"exercise", "condition"}


def test_a_hip_thrust_with_weight_is_ruled_out_late_in_pregnancy(graph: Graph) -> None:
    edges = graph.from_("level:hip-thrusts/weighted-hip-thrust", "ruled_out_for")
    (edge,) = [x for x in edges if x.target == "life_stage:pregnancy_t3"]
    assert edge.rule == "pregnancy_t3: abdomen_pelvis_pressure"
    assert edge.at.startswith("data/exclusions/pregnancy_t3.yaml:")
    assert edge.because
    assert edge.sources


def test_a_rule_that_is_about_nothing_in_a_level_does_not_reach_it(knowledge: Knowledge, graph: Graph) -> None:
    for edge in graph.edges:
        if edge.kind == "ruled_out_for":
            slug, level_id = edge.source.removeprefix("level:").split("/")
            level = next(x for x in knowledge.exercises[slug].levels if x.id == level_id)
            assert edge.property in level.properties


@pytest.mark.parametrize("name", sorted(the_knowledge().people))
def test_what_the_engine_excludes_for_a_person_the_graph_rules_out_for_somebody(
    knowledge: Knowledge, graph: Graph, name: str
) -> None:
    found = person(knowledge, name)
    for (slug, level), reasons in found.exclusions.levels.items():
        drawn = {x.rule for x in graph.from_(f"level:{slug}/{level}", "ruled_out_for")}
        assert {x.rule for x in reasons if x.property} <= drawn


def test_what_else_trains_the_same_names_what_is_shared(graph: Graph) -> None:
    others = engine.same_work(graph, "hip-thrusts")
    assert next(iter(others)) == "glute-bridges"
    assert "hip-thrusts" not in others
    assert all(others.values())


def person(knowledge: Knowledge, name: str) -> engine.Assessment:
    if name not in FOUND:
        FOUND[name] = engine.assess(knowledge.answers_of(knowledge.people[name]), knowledge)
    return FOUND[name]


def node(exercise: str, level: str) -> str:
    return f"level:{exercise}/{level}"


def top(knowledge: Knowledge, exercise: str) -> str:
    return node(exercise, knowledge.exercises[exercise].levels[-1].id)


# ------------------------------------------------------------------ soundness
WALL, FLOOR = (
    Node("level:x/wall", "level", "wall", "data/x.md:1", "Wall", 1, "x"),
    Node("level:x/floor", "level", "floor", "data/x.md:2", "Floor", 2, "x"),
)
EXERCISE = Node("exercise:x", "exercise", "x", "data/x.md", "X")
UP = Edge("progresses_to", WALL.id, FLOOR.id, "data/x.md:1")
HAS = Edge("has_level", EXERCISE.id, WALL.id, "data/x.md:1")


def told(*edges: Edge, nodes: tuple[Node, ...] = (EXERCISE, WALL, FLOOR)) -> str:
    return "\n".join(map(str, soundness.unsound(Graph({x.id: x for x in nodes}, edges))))


def test_a_small_sound_graph_is_sound() -> None:
    assert told(HAS, UP) == ""


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ((HAS, UP, Edge("needs", WALL.id, "equipment:gone", "data/x.md:3")), "data/x.md:3: needs leads from"),
        ((HAS, UP, Edge("progresses_to", FLOOR.id, WALL.id, "data/x.md:4")), "'floor' leads back to itself"),
        (
            (HAS, UP, Edge("progresses_to", FLOOR.id, WALL.id, "data/x.md:4")),
            "data/x.md:4: 'floor' progresses to 'wall'",
        ),
        (
            (HAS, Edge("has_level", EXERCISE.id, FLOOR.id, "data/x.md:2")),
            "level 'floor' of 'x' is reached from no level",
        ),
        ((), "exercise 'x' is joined to nothing"),
    ],
)
def test_what_no_graph_may_have_is_named_with_its_place(edges: tuple[Edge, ...], words: str) -> None:
    assert words in told(*edges)


def test_articles_can_be_joined_on(graph: Graph) -> None:
    article = Node("article:desk", "article", "desk", "articles/desk.md", "Sitting at a desk")
    link = Edge("related_to", article.id, "exercise:desk-breaks", "articles/desk.md:9")
    more = graph.with_more([article], [link])
    assert more.from_(article.id, "related_to") == (link,)
    assert more.to("exercise:desk-breaks", "related_to")[-1] == link
    assert not graph.from_(article.id)


def test_what_cannot_be_used_is_left_out_and_named(knowledge: Knowledge) -> None:
    guide = knowledge.guides["plank"]
    section = guide.section("Related Exercises")
    assert section is not None
    wrong = section.model_copy(update={"markdown": "- [Flying](/exercises/flying/)"})
    sections = tuple(wrong if x is section else x for x in guide.sections)
    broken = {**knowledge.guides, "plank": guide.model_copy(update={"sections": sections})}
    found = engine.graph(replace(knowledge, guides=broken, root=knowledge.root / "gone"))
    assert any("'flying'" in x for x in found.ignored)
    assert any("graph.yaml" in x for x in found.ignored)
    assert len(found.of("level")) == sum(len(x.levels) for x in knowledge.exercises.values())


# --------------------------------------------------------------------- export
def test_the_json_opens_in_networkx_with_a_kind_on_everything(graph: Graph) -> None:
    read = networkx.node_link_graph(json.loads(export.as_json(graph)), edges="edges")
    assert read.number_of_nodes() == len(graph.nodes)
    assert read.number_of_edges() == len(graph.edges)
    assert all(kind for _, kind in read.nodes(data="kind"))
    assert {kind for *_, kind in read.edges(data="kind")} == {edge.kind for edge in graph.edges}


def test_the_graphml_opens_in_networkx_unchanged(graph: Graph) -> None:
    read = networkx.parse_graphml(export.as_graphml(graph))
    assert read.number_of_edges() == len(graph.edges)
    assert read.nodes["level:hip-thrusts/weighted-hip-thrust"]["demand"] == 4
    assert all(kind and at for *_, kind, at in ((*x[:2], x[2]["kind"], x[2]["at"]) for x in read.edges(data=True)))


# --------------------------------------------------------------- where she is
def test_a_closed_plan_holds_every_level_back(knowledge: Knowledge) -> None:
    found = person(knowledge, "chatty-with-a-sign")
    assert found.plan == "closed"
    assert set(engine.standings(found, knowledge).values()) == {"held_back"}
    assert engine.permitted(found) == frozenset()


def test_on_every_ladder_her_level_is_one_and_the_next_is_right_above_it(knowledge: Knowledge) -> None:
    found = person(knowledge, "told-anterior-tilt")
    standing = engine.standings(found, knowledge)
    hers = {"now", "reserve", "not_relevant"}
    for slug, exercise in knowledge.exercises.items():
        row = [standing[slug, level.id] for level in exercise.levels]
        assert sum(x in hers for x in row) == 1
        assert [x for x in row if x in ("next", "later")][:1] in ([], ["next"])
    for item in found.programme.chosen:
        assert standing[item.exercise, item.level] == "now"


def test_what_is_ruled_out_is_held_back_and_what_wants_practice_comes_later(knowledge: Knowledge) -> None:
    pregnant = engine.standings(person(knowledge, "pregnant-24-weeks"), knowledge)
    untrained = engine.standings(person(knowledge, "told-anterior-tilt"), knowledge)
    assert pregnant["hip-thrusts", "weighted-hip-thrust"] == "held_back"
    assert untrained["hip-thrusts", "single-leg-hip-thrust"] == "next"
    assert untrained["hip-thrusts", "weighted-hip-thrust"] == "later"


# ----------------------------------------------------------------------- ways
def test_without_answers_the_way_goes_up_the_ladder_with_every_test_and_a_guess_of_weeks(
    knowledge: Knowledge, graph: Graph
) -> None:
    way = engine.way_to(graph, knowledge, top(knowledge, "single-leg-deadlift"))
    levels = knowledge.exercises["single-leg-deadlift"].levels
    assert [step.level for step in way.steps] == [node("single-leg-deadlift", x.id) for x in levels]
    assert [step.test for step in way.steps[:-1]] == [x.move_on for x in levels[:-1]]
    assert way.arrives
    low, high = way.weeks or (0, 0)
    assert 0 < low < high
    assert "guess" in way.guess


def test_the_way_begins_where_she_may_start_or_where_she_says(knowledge: Knowledge, graph: Graph) -> None:
    target = top(knowledge, "hip-thrusts")
    hers = engine.way_to(graph, knowledge, target, person(knowledge, "told-anterior-tilt"))
    said = engine.way_to(graph, knowledge, target, begin=node("hip-thrusts", "single-leg-hip-thrust"))
    assert hers.steps[0].level == node("hip-thrusts", "bodyweight-hip-thrust")
    assert [x.level for x in said.steps] == [node("hip-thrusts", "single-leg-hip-thrust"), target]


def test_a_way_that_is_blocked_says_by_what_and_what_goes_round(knowledge: Knowledge, graph: Graph) -> None:
    found = person(knowledge, "pregnant-24-weeks")
    way = engine.way_to(graph, knowledge, top(knowledge, "hip-thrusts"), found)
    assert not way.arrives
    assert way.blocked[-1].level == top(knowledge, "hip-thrusts")
    assert way.blocked[-1].reasons
    assert way.instead
    permitted = {node(*key) for key in engine.permitted(found)}
    assert {step.level for step in way.steps} <= permitted


def test_the_way_goes_round_a_level_that_is_out_by_a_swap(knowledge: Knowledge, graph: Graph) -> None:
    found = person(knowledge, "weak-bone-61")
    rungs = found.levels.ladders["hip-thrusts"].rungs
    out = found.exclusions.levels | {("hip-thrusts", rungs[2].level): (Reason("x", "Not this one."),)}
    low = replace(
        found.levels,
        ladders={
            slug: replace(x, rungs=tuple(replace(r, startable=r.startable and r.demand < 2) for r in x.rungs))
            for slug, x in found.levels.ladders.items()
        },
    )
    changed = replace(found, exclusions=replace(found.exclusions, levels=out), levels=low)
    way = engine.way_to(graph, knowledge, top(knowledge, "hip-thrusts"), changed)
    assert way.arrives
    assert node("hip-thrusts", rungs[2].level) not in {x.level for x in way.steps}
    assert "swap" in {x.how for x in way.steps}


def test_a_closed_plan_has_no_way(knowledge: Knowledge, graph: Graph) -> None:
    way = engine.way_to(graph, knowledge, top(knowledge, "plank"), person(knowledge, "chatty-with-a-sign"))
    assert way.steps == ()
    assert way.weeks is None


@pytest.mark.parametrize("name", sorted(the_knowledge().people))
def test_nothing_on_a_way_is_ruled_out_for_her(knowledge: Knowledge, graph: Graph, name: str) -> None:
    found = person(knowledge, name)
    for exercise in ("hip-thrusts", "plank", "single-leg-deadlift"):
        way = engine.way_to(graph, knowledge, top(knowledge, exercise), found)
        keys = {tuple(step.level.removeprefix("level:").split("/")) for step in way.steps}
        assert not keys & set(found.exclusions.levels)
        assert found.triage.closed <= (not keys)


def test_instead_of_a_level_nothing_needs_what_is_missing(graph: Graph) -> None:
    found = engine.instead_of(graph, node("hip-thrusts", "bodyweight-hip-thrust"), without=("sofa",))
    assert found
    assert all("equipment:sofa" not in {x.target for x in graph.from_(y.id, "needs")} for y in found)
    assert all(abs(x.demand - 2) <= 1 for x in found)


def test_swaps_demand_the_same_and_go_both_ways(graph: Graph) -> None:
    swaps = {(x.source, x.target) for x in graph.edges if x.kind == "swaps_with"}
    assert swaps
    assert all((there, here) in swaps for here, there in swaps)
    assert all(graph.nodes[here].demand == graph.nodes[there].demand for here, there in swaps)


# -------------------------------------------------------------------- filters
def test_filters_combine(knowledge: Knowledge, graph: Graph) -> None:
    wide = engine.fitting_levels(graph, knowledge, MapFilter(muscle="outer_hip"))
    narrow = engine.fitting_levels(graph, knowledge, MapFilter(muscle="outer_hip", equipment=("none",), place="bed"))
    assert ("clamshells", knowledge.exercises["clamshells"].levels[0].id) in wide
    assert narrow < wide
    for slug, level_id in narrow:
        level = next(x for x in knowledge.exercises[slug].levels if x.id == level_id)
        assert not level.needs
        assert "bed" in level.movement["place"]


def test_stretching_a_muscle_is_not_training_it(knowledge: Knowledge, graph: Graph) -> None:
    fitting = engine.fitting_levels(graph, knowledge, MapFilter(muscle="thigh_back"))
    assert "hamstring-stretch" not in {slug for slug, _ in fitting}
    assert "glute-bridges" in {slug for slug, _ in fitting}


def test_only_what_is_safe_at_a_stage_or_for_her_is_left(knowledge: Knowledge, graph: Graph) -> None:
    stage = engine.stage_levels(knowledge, "third_trimester")
    hers = engine.permitted(person(knowledge, "pregnant-24-weeks"))
    wish = MapFilter(stage="third_trimester", safe=True)
    assert engine.fitting_levels(graph, knowledge, wish, stage, hers) == stage & hers


# -------------------------------------------------------------------- changes
def test_what_changes_at_twenty_weeks_pregnant_is_told_with_its_reason(knowledge: Knowledge) -> None:
    found = engine.stage_changes(knowledge, "second_trimester")
    before = engine.stage_levels(knowledge, engine.life_stages(knowledge)[0].id)
    after = engine.stage_levels(knowledge, "second_trimester")
    assert {(x.exercise, x.level) for x in found if x.what == "out"} == before - after
    assert all(x.why for x in found)
    assert {"out", "adapted"} == {x.what for x in found}


# -------------------------------------------------------------------- numbers
def test_the_numbers_are_those_of_the_guides(knowledge: Knowledge, graph: Graph) -> None:
    (row,) = [x for x in engine.pattern_evidence(graph) if x.pattern.name == "gluteal_weakness"]
    grades: list[str] = [
        y.grade for x in knowledge.exercises.values() for y in x.addresses if y.pattern == "gluteal_weakness"
    ]
    assert row.grades == {x: grades.count(x) for x in "ABCD"}
    counts = engine.levels_by_muscle(graph)
    floor = knowledge.exercises["pelvic-floor-training"].levels
    assert all(counts["pelvic_floor_muscles", level.demand] >= 1 for level in floor)
    connected = engine.connections(graph)
    assert connected[0].all >= connected[-1].all
