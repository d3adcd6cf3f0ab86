"""Drawings of self-tests and patterns: all there, in the words of data/, safe, and never why a page fails."""

import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import engine
from engine import Drawing, Knowledge, drawings_of_pattern, drawings_of_test
from engine.checks import drawings as checks
from engine.figures.cell import WIDE, inside
from engine.figures.contacts import point_of
from engine.figures.model import Close
from engine.figures.motion import moving, pose_of
from engine.figures.read import load
from engine.figures.skeleton import stand
from engine.source import read_yaml
from tests.draws import the_knowledge, whole
from tests.the_check import open_at, questions, shown

KNOWLEDGE = the_knowledge()
UNSEEN = read_yaml(engine.DATA / "figures" / "drawing" / "unseen.yaml").value
TESTS = sorted(KNOWLEDGE.self_tests)
DRAWN = [name for name in KNOWLEDGE.patterns if name not in UNSEEN["patterns"]]
MOST_BYTES = 12_000
SVG = "{http://www.w3.org/2000/svg}"


def of_test(name: str) -> engine.TestDrawings:
    return drawings_of_test(KNOWLEDGE.self_tests[name], KNOWLEDGE)


def everything() -> Iterator[Drawing]:
    for name in TESTS:
        yield from of_test(name).steps
        yield from (drawing for group in of_test(name).answers.values() for drawing in group)
    for name in DRAWN:
        yield from drawings_of_pattern(KNOWLEDGE.patterns[name], KNOWLEDGE)


# ------------------------------------------------------------------ what is drawn
@pytest.mark.parametrize("name", TESTS)
def test_every_self_test_is_drawn_and_its_answers_are_those_that_can_be_seen(name: str) -> None:
    test, found = KNOWLEDGE.self_tests[name], of_test(name)
    assert found.steps or found.answers
    for question in (KNOWLEDGE.questions[each] for each in test.questions):
        lists = question.type in ("one_of", "many_of") and question.id not in UNSEEN["answers"]
        seen = [label for option, label in question.options.items()
                if lists and f"{question.id}.{option}" not in UNSEEN["answers"]]  # fmt: skip
        captions = [drawing.caption for drawing in found.answers.get(question.id, ())]
        assert sorted(" / ".join(captions).split(" / ")) == sorted(seen or [""]), question.id


def test_a_step_is_told_by_the_words_of_the_test() -> None:
    second = of_test("ST01").steps[0]
    assert (second.caption, second.alt) == ("Step 2", KNOWLEDGE.self_tests["ST01"].steps[1])


def test_answers_that_look_different_are_drawn_differently() -> None:
    for name in TESTS:
        for question, group in of_test(name).answers.items():
            drawn = {re.sub(r"<title>.*</desc>", "", drawing.svg) for drawing in group}
            assert len(drawn) == len(group) == len({drawing.alt for drawing in group}), question


def test_a_pattern_stands_beside_a_posture_for_comparison_and_none_is_drawn_that_cannot_be_seen() -> None:
    for name, pattern in KNOWLEDGE.patterns.items():
        found = drawings_of_pattern(pattern, KNOWLEDGE)
        captions = [KNOWLEDGE.wording["posture_even"], pattern.name] if name in DRAWN else []
        assert [drawing.caption for drawing in found] == captions


def test_each_file_is_small_whole_and_says_what_it_shows_and_can_run_nothing() -> None:
    for drawing in everything():
        root = ET.fromstring(drawing.svg)
        told = (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc"))
        assert told == (drawing.caption, drawing.alt)
        assert drawing.alt
        assert len(drawing.svg) < MOST_BYTES, drawing.caption
        assert not re.search(r"<script|\son\w+=|href=\"(?!#)|url\(|@import|foreignObject", drawing.svg)


def test_words_of_pictures_do_not_shame() -> None:
    for drawing in everything():
        assert not re.search(r"\b(bad|poor|wrong|correct|abnormal|deformity|slouch\w*)\b", drawing.alt, re.I), drawing


def test_a_pelvis_that_drops_lowers_one_hip_and_leaves_the_legs_upright() -> None:
    body = load(only=frozenset({""})).body
    level, dropped = stand(pose_of({}), body), stand(pose_of({"drop": 10}), body)
    assert dropped.far.upper_leg.at.y < level.far.upper_leg.at.y - 1
    assert dropped.near.upper_leg.at.y > level.near.upper_leg.at.y + 1
    assert dropped.far.upper_leg.frame == level.far.upper_leg.frame


def test_a_picture_close_by_has_its_point_in_the_middle() -> None:
    tools = load(only=frozenset({""}))
    knee_at_the_wall = load(only=frozenset({"ST20"}), within="tests").family("ST20")[0]
    motion = moving(knee_at_the_wall.model_copy(update={"close": Close(at="near_knee", wide=50)}), tools.body)
    knee = point_of("near_knee", motion.end, tools.body)
    found = re.findall(r"matrix\((\S+) 0 0 \S+ (\S+) (\S+)\)", inside(motion, tools.sketches, WIDE))
    scale, x, y = map(float, found[0])
    assert (scale * knee.x + x, y - scale * knee.y) == pytest.approx((WIDE / 2, WIDE / 2), abs=0.5)
    assert scale == pytest.approx(WIDE / 50)


# ------------------------------------------------------------------ what may be wrong
@pytest.fixture
def elsewhere(tmp_path: Path) -> Knowledge:
    """The same knowledge with a copy of the figures, for mistakes."""
    shutil.copytree(engine.DATA / "figures", tmp_path / "data" / "figures")
    return replace(KNOWLEDGE, root=tmp_path / "data")


BREAKS: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_text(""),
    "not YAML": lambda path: path.write_text("step_1: {pose: [standing"),
    "not UTF-8": lambda path: path.write_bytes(b"\xff\xfe\x00step"),
    "a list": lambda path: path.write_text("- step_1\n- step_2\n"),
    "an unknown pose": lambda path: path.write_text("step_1: {pose: flying}\n"),
    "an unknown sketch": lambda path: path.write_text("step_1: {pose: standing, more: [{sketch: unicorn}]}\n"),
    "an unknown point": lambda path: path.write_text("step_1: {pose: standing, close: {at: tail, wide: 50}}\n"),
    "a step too many": lambda path: path.write_text("step_99: {pose: standing}\n"),
    "an unknown answer": lambda path: path.write_text("wall_gap.elephant: {pose: standing}\n"),
    "numbers that are none": lambda path: path.write_text("step_1: {pose: standing, start: {knee: .nan}}\n"),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_a_broken_file_costs_its_drawings_and_nothing_else(elsewhere: Knowledge, kind: str) -> None:
    BREAKS[kind](elsewhere.root / "figures" / "tests" / "ST01.yaml")
    found = drawings_of_test(elsewhere.self_tests["ST01"], elsewhere)
    assert found == engine.TestDrawings()
    assert drawings_of_test(elsewhere.self_tests["ST02"], elsewhere).steps


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("tests/ST02.yaml", "step_9: {pose: standing}", "step_9: 'Head to wall' has 4 steps"),
        ("tests/ST04.yaml", "step_1: {pose: standing}", "no drawing of the answer 'thumbs.forward'"),
        ("tests/ST04.yaml", "thumbs.backward: {pose: standing}", "'thumbs' has no option 'backward'"),
        ("tests/ST04.yaml", "thumbs.forward: {pose: standing}", "thumbs.forward: say in words what is seen"),
        ("tests/ST04.yaml", "wall_gap.fist: {pose: standing}", "the question one of thumbs"),
        ("tests/ST99.yaml", "step_1: {pose: standing}", "no test 'ST99'"),
    ],
)
def test_the_lint_says_what_is_wrong_with_the_drawings_of_a_test(
    elsewhere: Knowledge, file: str, text: str, said: str
) -> None:
    (elsewhere.root / "figures" / file).write_text(text)
    few = {name: test for name, test in elsewhere.self_tests.items() if name in ("ST02", "ST04")}
    for path in (elsewhere.root / "figures" / "tests").glob("*.yaml"):
        if path.stem not in (*few, "ST99"):
            path.unlink()
    found = [str(x) for x in checks.tests_are_drawn(replace(elsewhere, self_tests=few))]
    assert any(said in problem for problem in found), found


def test_the_lint_says_when_a_self_test_is_not_drawn_and_when_a_drawn_one_is_called_unseen(
    elsewhere: Knowledge,
) -> None:
    folder = elsewhere.root / "figures"
    for path in (folder / "tests").glob("*.yaml"):
        if path.stem != "ST04":
            path.unlink()
    unseen = folder / "drawing" / "unseen.yaml"
    unseen.write_text(unseen.read_text().replace("answers:\n", "answers:\n  thumbs.forward: too easy\n"))
    few = {name: elsewhere.self_tests[name] for name in ("ST02", "ST04")}
    found = [str(x) for x in checks.tests_are_drawn(replace(elsewhere, self_tests=few))]
    assert "data/figures/tests/ST02.yaml:1: no drawing of 'Head to wall': draw its steps" in found
    assert any("'thumbs.forward' is drawn: take it out here" in problem for problem in found)


# ------------------------------------------------------------------ on the screen
def test_a_self_test_carries_pictures_and_each_says_what_it_shows() -> None:
    at = open_at("wall_gap", whole(KNOWLEDGE, {}))
    parts = {part["id"]: part for part in shown(at)["parts"]}
    drawn = [*parts["ST01"]["drawings"], *parts["wall_gap"]["drawings"]]
    assert {"Step 2", *KNOWLEDGE.questions["wall_gap"].options.values()} <= {picture["caption"] for picture in drawn}
    assert all(picture["alt"] and picture["src"] and picture["width"] and picture["height"] for picture in drawn)
    assert parts["wall_gap"]["choices"]


def test_without_any_drawing_a_self_test_is_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.figures.drawn.TESTS", "nowhere")
    monkeypatch.setattr("pages.components.session.knowledge", lambda: replace(KNOWLEDGE))
    at = open_at("wall_gap", whole(KNOWLEDGE, {}))
    assert not any(part.get("drawings") for part in shown(at)["parts"])
    assert questions(at)["wall_gap"]["choices"]


def test_every_drawing_of_a_test_has_an_address_under_which_it_is_found() -> None:
    for name in TESTS:
        test, found = KNOWLEDGE.self_tests[name], of_test(name)
        for drawing in (*found.steps, *(each for group in found.answers.values() for each in group)):
            picture = engine.picture_of_test(KNOWLEDGE, test, drawing)
            again = engine.picture_named(KNOWLEDGE, picture.name)
            assert again is not None
            assert (again.svg(), again.mark, again.alt) == (drawing.svg, picture.mark, drawing.alt)
    for nobody in (
        "tests/ST01/99.svg",
        "tests/ST99/0.svg",
        "tests/ST01.svg",
        "tests/ST01/-1.svg",
        "tests/ST01/0/0.svg",
    ):
        assert engine.picture_named(KNOWLEDGE, nobody) is None


def test_every_drawing_of_a_pattern_has_an_address_under_which_it_is_found() -> None:
    drawn = [x for x in KNOWLEDGE.patterns.values() if engine.drawings_of_pattern(x, KNOWLEDGE)]
    assert drawn
    for pattern in drawn:
        pictures = engine.pictures_of_pattern(KNOWLEDGE, pattern)
        assert [x.svg() for x in pictures] == [x.svg for x in engine.drawings_of_pattern(pattern, KNOWLEDGE)]
        assert [engine.picture_named(KNOWLEDGE, x.name) for x in pictures] == list(pictures)
    assert engine.picture_named(KNOWLEDGE, f"patterns/{drawn[0].id}/9.svg") is None
    assert engine.picture_named(KNOWLEDGE, "patterns/nosuch/0.svg") is None
