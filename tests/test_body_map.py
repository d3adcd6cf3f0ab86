"""The body to tap: the drawing is whole, left is her left, and figure and pills say the same, whoever taps."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from engine import BodyView, body_marks, body_picture, body_to_tap
from engine.body import Shape, shapes
from tests.draws import the_knowledge
from tests.test_check_screen import check, given, pills

K = the_knowledge()
BODY = K.body
VIEWS = pytest.mark.parametrize("view", BODY.views, ids=lambda view: view.id)
BEFORE = {"age": 40, "pregnant": "no", "birth_or_loss": "no"}
Point = tuple[float, float]


# ---------------------------------------------------------------- the drawing
@cache
def outline(path: str) -> tuple[Point, ...]:
    """The corners of a path, its curves cut into short straight pieces."""
    found: list[Point] = []
    for command, numbers in re.findall(r"([MLCQ])([^MLCQZ]*)", path):
        at = [float(x) for x in numbers.split()]
        points = list(zip(at[::2], at[1::2], strict=True))
        size = {"M": 1, "L": 1, "Q": 2, "C": 3}[command]
        for i in range(0, len(points), size):
            piece = [found[-1], *points[i : i + size]] if found else points[i : i + size]
            found += [between(piece, n / 6) for n in range(1, 7)] if size > 1 else piece[-1:]
    return tuple(found)


def between(points: list[Point], t: float) -> Point:
    """A point of a Bezier curve, by de Casteljau."""
    while len(points) > 1:
        points = [(a + (c - a) * t, b + (d - b) * t) for (a, b), (c, d) in pairwise(points)]
    return points[0]


def holds(path: str, x: float, y: float) -> bool:
    """Whether a point lies within a path."""
    corners = outline(path)
    inside = False
    for (a, b), (c, d) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a):
            inside = not inside
    return inside


def at(view: BodyView, x: float, y: float) -> list[Shape]:
    """The shapes at a point."""
    here = shapes(view, K.regions)
    return [shape for shape in here if holds(shape.path, BODY.width - x if shape.flipped else x, y)]


def points_of_the_body(view: BodyView) -> Iterator[Point]:
    grid = ((1.37 + 6.3 * i, 1.71 + 7.1 * j) for i in range(BODY.width // 6) for j in range(BODY.height // 7))
    return ((x, y) for x, y in grid if holds(view.outline, x, y))


@VIEWS
def test_every_place_of_the_body_is_in_one_shape(view: BodyView) -> None:
    found = {point: [x.mark for x in at(view, *point)] for point in points_of_the_body(view)}
    assert len(found) > 500
    assert {point: marks for point, marks in found.items() if len(marks) != 1} == {}


@VIEWS
def test_a_pair_is_drawn_left_and_right_from_her_side(view: BodyView) -> None:
    for shape in shapes(view, K.regions):
        xs = [BODY.width - x if shape.flipped else x for x, _ in outline(shape.path)]
        assert 0 <= min(xs) < max(xs) <= BODY.width
        if shape.side is None:
            assert min(xs) + max(xs) == pytest.approx(BODY.width), f"{shape.mark} is not in the middle"
        else:
            seen_left = max(xs) <= BODY.width / 2
            assert seen_left == ((shape.side == "right") == (view.id == "front")), shape.label


def test_both_views_together_show_every_region_with_a_place_and_its_sides() -> None:
    wanted = {
        f"{region.id}{side}"
        for region in K.vocabulary.regions
        if region.id not in BODY.no_place
        for side in (("-left", "-right") if region.side else ("",))
    }
    assert set(body_marks(BODY, K.regions)) == wanted


@VIEWS
def test_every_shape_is_a_checkbox_with_a_name_of_its_own(view: BodyView) -> None:
    svg = ElementTree.fromstring(body_to_tap(BODY, view, K.regions))
    boxes = [x for x in svg.iter() if x.get("role") == "checkbox"]
    labels = [x.get("aria-label") for x in boxes]
    assert len(set(labels)) == len(labels) == len({x.get("data-mark") for x in boxes})
    assert f"Left knee, {view.id}" in labels


def test_a_picture_tints_a_whole_region_or_one_side_of_it() -> None:
    svg = ElementTree.fromstring(body_picture(BODY, BODY.views[0], K.regions, ["neck", "knee-left"], "Neck & knee"))
    assert svg.get("aria-label") == "Neck & knee"
    assert sum(x.get("class") == "part on" for x in svg.iter()) == 2
    both = ElementTree.fromstring(body_picture(BODY, BODY.views[0], K.regions, ["knee"], "Knees"))
    assert sum(x.get("class") == "part on" for x in both.iter()) == 2


# ----------------------------------------------------------------- the screen
def component(app: AppTest, name: str) -> Any:
    found = [x.proto for x in app.get("bidi_component") if x.proto.component_name == name]
    assert len(found) == 1
    return found[0]


def marked(app: AppTest) -> list[str]:
    """What the figure is told to show."""
    shown: list[str] = json.loads(component(app, "body_marks").json)["marks"]
    return shown


def send(app: AppTest, value: Any) -> AppTest:
    """What a browser sends after a tap: all that is then marked; or whatever it likes."""
    states = app._tree.get_widget_states()
    trigger = f"$$STREAMLIT_INTERNAL_KEY_{component(app, 'body_map').id}__events"
    states.widgets.append(WidgetState(id=trigger, json_trigger_value=json.dumps([{"event": "marked", "value": value}])))
    app._run(states)
    assert not app.exception
    return app


def test_a_tap_presses_the_pill_and_marks_that_side_alone() -> None:
    app = send(check("regions", BEFORE), ["knee-left"])
    assert given(app, "regions") == ["knee"]
    assert pills(app, "regions").value == ["knee"]
    assert marked(app) == ["knee-left"]
    send(app, ["knee-left", "knee-right", "neck"])
    assert given(app, "regions") == ["knee", "neck"]
    assert set(marked(app)) == {"knee-left", "knee-right", "neck"}
    send(app, [])
    assert given(app, "regions") is None
    assert pills(app, "regions").value == []


def test_a_pill_marks_both_sides_and_taking_it_back_forgets_the_side() -> None:
    app = send(check("regions", BEFORE), ["knee-left"])
    pills(app, "regions").set_value(["knee", "hip"]).run()
    assert set(marked(app)) == {"knee-left", "hip-left", "hip-right"}
    pills(app, "regions").set_value(["hip"]).run()
    pills(app, "regions").set_value(["hip", "knee"]).run()
    assert set(marked(app)) == {"knee-left", "knee-right", "hip-left", "hip-right"}


def test_nothing_hurts_clears_the_figure_and_a_tap_takes_it_back() -> None:
    app = send(check("regions", BEFORE), ["neck"])
    pills(app, "regions").set_value(["neck", "none"]).run()
    assert given(app, "regions") == ["none"]
    assert marked(app) == []
    send(app, ["foot-right"])
    assert given(app, "regions") == ["foot"]


def test_what_has_no_place_on_the_body_stays_while_she_taps() -> None:
    app = check("regions", {**BEFORE, "regions": ["whole_body"]})
    assert send(app, ["neck"]).session_state["answers"]["regions"] == ["whole_body", "neck"]
    assert send(app, []).session_state["answers"]["regions"] == ["whole_body"]


@pytest.mark.parametrize("value", [None, "knee-left", 7, {"knee-left": True}])
def test_what_is_no_list_of_marks_changes_nothing(value: Any) -> None:
    app = send(check("regions", {**BEFORE, "regions": ["neck"]}), value)
    assert given(app, "regions") == ["neck"]
    assert marked(app) == ["neck"]


def test_of_a_list_only_marks_that_are_on_the_figure_count() -> None:
    sent = ["knee-left", "knee-left", "knee", "none", "whole_body", "<b>", None, ["neck"], {"a": 1}, 1e308]
    app = send(check("regions", BEFORE), sent)
    assert given(app, "regions") == ["knee"]
    assert marked(app) == ["knee-left"]


def test_the_drawing_is_the_same_message_whatever_is_marked() -> None:
    app = check("regions", BEFORE)
    before = component(app, "body_map").SerializeToString()
    assert component(send(app, ["neck"]), "body_map").SerializeToString() == before
