"""The graph of exercises: true to the data, whole, and each edge with its place."""

import pytest

import engine
from engine import Graph, Knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return engine.load()


@pytest.fixture(scope="module")
def graph(knowledge: Knowledge) -> Graph:
    return engine.graph(knowledge)


def test_no_edge_dangles(graph: Graph) -> None:
    assert graph.without_end() == ()


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


def test_a_hip_thrust_with_weight_is_ruled_out_late_in_pregnancy(knowledge: Knowledge, graph: Graph) -> None:
    whom = knowledge.facts["pregnancy_t3"].label
    edges = graph.from_("level:hip-thrusts/weighted-hip-thrust", "ruled_out_for")
    (edge,) = [x for x in edges if x.target == f"context:{whom}"]
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


@pytest.mark.parametrize("person", sorted(engine.load().people))
def test_what_the_engine_excludes_for_a_person_the_graph_rules_out_for_somebody(
    knowledge: Knowledge, graph: Graph, person: str
) -> None:
    found = engine.assess(knowledge.answers_of(knowledge.people[person]), knowledge)
    for (slug, level), reasons in found.exclusions.levels.items():
        drawn = {x.rule for x in graph.from_(f"level:{slug}/{level}", "ruled_out_for")}
        assert {x.rule for x in reasons if x.property} <= drawn


def test_what_else_trains_the_same_names_what_is_shared(graph: Graph) -> None:
    others = graph.same_work("hip-thrusts")
    assert next(iter(others)) == "glute-bridges"
    assert "hip-thrusts" not in others
    assert all(others.values())


def test_a_closed_plan_holds_every_level_back(knowledge: Knowledge) -> None:
    found = engine.assess(knowledge.answers_of(knowledge.people["chatty-with-a-sign"]), knowledge)
    standings = {
        engine.standing(found, slug, level.id)
        for slug, exercise in knowledge.exercises.items()
        for level in exercise.levels
    }
    assert found.plan == "closed"
    assert standings == {"held_back"}


def test_the_start_on_the_map_is_the_level_of_the_plan(knowledge: Knowledge) -> None:
    found = engine.assess(knowledge.answers_of(knowledge.people["told-anterior-tilt"]), knowledge)
    assert found.programme.chosen
    for item in found.programme.chosen:
        assert engine.standing(found, item.exercise, item.level) == "start"
