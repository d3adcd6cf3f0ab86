"""The body to tap: the drawing is whole, left is her left, and figure and pills say the same, whoever taps."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from engine import BodyView, body_marks, body_picture, body_to_tap
from engine.body import Shape, shapes
from tests.draws import the_knowledge
from tests.the_check import done, given, open_at, questions, tick

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
def marked(app: AppTest) -> list[str]:
    """What the figure is told to show."""
    shown: list[str] = questions(app)["regions"]["marks"]
    return shown


def tap(app: AppTest, mark: str, is_on: bool = True) -> AppTest:
    return done(app, "tap", "regions", [mark, is_on])


def test_a_tap_ticks_the_pill_and_marks_that_side_alone() -> None:
    app = tap(open_at("regions", BEFORE), "knee-left")
    assert given(app, "regions") == questions(app)["regions"]["value"] == ["knee"]
    assert marked(app) == ["knee-left"]
    tap(tap(app, "knee-right"), "neck")
    assert given(app, "regions") == ["knee", "neck"]
    assert set(marked(app)) == {"knee-left", "knee-right", "neck"}
    for mark in ("knee-left", "knee-right", "neck"):
        tap(app, mark, is_on=False)
    assert given(app, "regions") is None
    assert marked(app) == []


def test_a_pill_marks_both_sides_and_taking_it_back_forgets_the_side() -> None:
    app = tap(open_at("regions", BEFORE), "knee-left")
    tick(app, "regions", "hip")
    assert set(marked(app)) == {"knee-left", "hip-left", "hip-right"}
    tick(app, "regions", "knee", is_on=False)
    tick(app, "regions", "knee")
    assert set(marked(app)) == {"knee-left", "knee-right", "hip-left", "hip-right"}


def test_nothing_hurts_clears_the_figure_and_a_tap_takes_it_back() -> None:
    app = tap(open_at("regions", BEFORE), "neck")
    tick(app, "regions", "none")
    assert given(app, "regions") == ["none"]
    assert marked(app) == []
    tap(app, "foot-right")
    assert given(app, "regions") == ["foot"]
    assert marked(app) == ["foot-right"]


def test_what_has_no_place_on_the_body_stays_while_she_taps() -> None:
    app = open_at("regions", {**BEFORE, "regions": ["whole_body"]})
    assert given(tap(app, "neck"), "regions") == ["whole_body", "neck"]
    assert given(tap(app, "neck", is_on=False), "regions") == ["whole_body"]


def test_a_side_that_was_tapped_is_still_there_on_the_way_back() -> None:
    app = tap(open_at("regions", BEFORE), "knee-left")
    done(done(app, "pick", "how_long", "weeks_1_6"), "next")
    done(app, "back")
    assert marked(app) == ["knee-left"]
