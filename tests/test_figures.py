"""Figures: reaching is exact, the planted stays put, the lint sees each kind of mistake, the SVG keeps its promises."""

import dataclasses
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine
from engine.checks import figures as checks
from engine.figures import gallery, head
from engine.figures.arrow import arrow
from engine.figures.camera import CAMERAS
from engine.figures.contacts import bend, drifts, point_of
from engine.figures.model import Body, Figure
from engine.figures.motion import Motion, moving, pose_of
from engine.figures.read import Figures, load
from engine.figures.row import row
from engine.figures.skeleton import Place, stand
from engine.figures.space import ORIGIN, Frame, Vec
from engine.figures.svg import Words, svg
from engine.figures.truth import untruths
from engine.source import SourceError

WORDS = Words("A title", "A text & more")


@pytest.fixture(scope="module")
def figures() -> Figures:
    return load()


@pytest.fixture(scope="module")
def body(figures: Figures) -> Body:
    return figures.body


@pytest.fixture(scope="module")
def bridge(figures: Figures) -> Motion:
    return moving(figures.levels["hip-thrusts"]["floor-glute-bridge"], figures.body)


@pytest.fixture(scope="module")
def squat(figures: Figures) -> Motion:
    return moving(figures.levels["squats"]["chair-squat"], figures.body)


@pytest.mark.parametrize("target", [Vec(10, -60, 5), Vec(-30, -30, 0), Vec(0, -79, 0), Vec(40, 40, -10)])
def test_two_bones_reach_exactly_and_keep_their_lengths(target: Vec) -> None:
    knee, end = bend(Place(ORIGIN, Frame()), Vec(1, -40, 0), target, 40, 40, Vec(1, 0, 0))
    assert end.minus(target).length < 1e-6
    assert knee.length == pytest.approx(40)
    assert end.minus(knee).length == pytest.approx(40)


def test_two_bones_stretch_towards_what_they_cannot_reach() -> None:
    _, end = bend(Place(ORIGIN, Frame()), Vec(0, -40, 0), Vec(0, -200, 0), 40, 40, Vec(1, 0, 0))
    assert (end.x, end.y) == pytest.approx((0, -80), abs=0.02)


def test_a_knee_bends_forwards_whatever_the_pose_says() -> None:
    knee, _ = bend(Place(ORIGIN, Frame()), Vec(-5, -39, 0), Vec(0, -60, 0), 40, 40, Vec(1, 0, 0))
    assert knee.x > 10


def test_standing_she_is_as_tall_as_her_stature(body: Body) -> None:
    skeleton = stand(pose_of({}), body)
    crown = skeleton.skull.point(0, max(y for _, y in body.shapes.head)).y
    sole = skeleton.near.foot.point(0, -body.lengths.ankle_height.of_stature * body.stature).y
    assert crown - sole == pytest.approx(body.stature, abs=4)


def test_a_tilt_moves_the_pelvis_and_leaves_the_chest_and_the_thigh(body: Body) -> None:
    plain, tilted = stand(pose_of({}), body), stand(pose_of({"tilt": 15}), body)
    assert tilted.pelvis.frame.up.x > 0.2
    assert tilted.spine[-1].frame.up.x == pytest.approx(plain.spine[-1].frame.up.x, abs=0.01)
    assert tilted.near.upper_leg.frame == plain.near.upper_leg.frame


def test_what_is_planted_stays_within_millimetres_through_the_loop(figures: Figures) -> None:
    for slug in figures.levels:
        for figure in figures.family(slug):
            motion = moving(figure, figures.body)
            for step in motion.steps:
                assert max((way for _, way in drifts(step, motion.contacts, motion.body)), default=0) < 0.35, figure.at


Matrix = tuple[float, float, float, float, float, float]
SVG = "{http://www.w3.org/2000/svg}"


def after(m: Matrix, n: Matrix) -> Matrix:
    """Return the transform that does `n` first and then `m`."""
    (a, b, c, d, e, f), (g, h, i, j, k, o) = m, n
    return (
        a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * o + e, b * k + d * o + f,
    )  # fmt: skip


def one(kind: str, numbers: list[float]) -> Matrix:
    if kind == "rotate":
        c, s = math.cos(math.radians(numbers[0])), math.sin(math.radians(numbers[0]))
        return (c, s, -s, c, 0, 0)
    x, y = numbers
    return (1, 0, 0, 1, x, y) if kind == "translate" else (x, 0, 0, y, 0, 0)


def at_time(animation: ET.Element, share: float) -> list[float]:
    """Return the numbers of an animation as a browser has them: straight lines between the values told."""
    values = [[float(number) for number in value.split()] for value in animation.attrib["values"].split(";")]
    times = [float(time) for time in animation.attrib["keyTimes"].split(";")]
    i = max(k for k in range(len(times) - 1) if times[k] <= share)
    part = (share - times[i]) / (times[i + 1] - times[i])
    return [a + (b - a) * part for a, b in zip(values[i], values[i + 1], strict=True)]


def drawn_at(element: ET.Element, named: dict[str, ET.Element], m: Matrix, share: float) -> Iterator[Matrix]:
    """Yield every path of a drawing with where it is at a part of the loop's time."""
    for kind, numbers in re.findall(r"(translate|rotate|scale)\(([^)]+)\)", element.get("transform", "")):
        m = after(m, one(kind, [float(number) for number in numbers.split()]))
    for animation in element.findall(f"{SVG}animateTransform"):
        m = after(m, one(animation.attrib["type"], at_time(animation, share)))
    if element.tag == f"{SVG}use":
        yield from drawn_at(named[element.attrib["href"][1:]], named, m, share)
    elif "d" in element.attrib:
        yield m
    for inner in element:
        yield from drawn_at(inner, named, m, share)


@pytest.mark.parametrize(
    ("slug", "level"),
    [
        ("squats", "chair-squat"), ("hip-thrusts", "bodyweight-hip-thrust"), ("step-ups", "stair-step-up"),
        ("hip-hinge", "standing-hinge"), ("standing-marches", "free-march"),
    ],
)  # fmt: skip
def test_a_planted_foot_stays_between_the_steps_of_the_drawn_loop_too(figures: Figures, slug: str, level: str) -> None:
    motion = moving(figures.levels[slug][level], figures.body)
    root = ET.fromstring(svg(motion, WORDS))
    named = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
    loop = next(element for element in root.iter() if element.get("class") == "go")[0]
    for share in range(200):
        drawn = [m for part in loop for m in drawn_at(part, named, (1, 0, 0, 1, 0, 0), share / 200)]
        ankle = motion.start.near.foot.at
        ways = [math.hypot(m[4] / 10 - ankle.x, m[5] / 10 - ankle.y) for m in drawn]
        assert min(ways) < 0.6, "centimetres"


def test_a_file_too_long_is_told(figures: Figures, knowledge: engine.Knowledge) -> None:
    limits = figures.agreement.limits.model_copy(update={"most_bytes": 3000})
    strict = dataclasses.replace(figures, agreement=figures.agreement.model_copy(update={"limits": limits}))
    found = [problem.message for problem in checks.wrong(strict, knowledge, "squats")]
    assert any("bytes, 3000 are allowed" in message for message in found)


# ------------------------------------------------------------------ each kind of mistake
def changed(figure: Figure, **new: object) -> Figure:
    return figure.model_copy(update=new)


def told(figures: Figures, figure: Figure, knowledge: engine.Knowledge) -> str:
    level = gallery.level_of(knowledge, figure.slug, figure.level)
    return "\n".join(untruths(moving(figure, figures.body), figures.agreement, level))


def test_a_limb_through_the_floor_is_told(figures: Figures, knowledge: engine.Knowledge) -> None:
    lifted = figures.levels["dead-bug"]["tabletop-heel-tap"]
    assert "below the floor" in told(figures, changed(lifted, end=lifted.end | {"near_hip": 5}), knowledge)


def test_a_body_inside_a_thing_is_told(figures: Figures, knowledge: engine.Knowledge) -> None:
    sitting = figures.levels["chin-tucks"]["seated-chin-nod"]
    chair = sitting.props[0].model_copy(update={"shift": (0.0, 0.0), "height": "fit", "touches": "belly"})
    assert "inside a thing" in told(figures, changed(sitting, props=(chair,)), knowledge)


def test_a_contact_out_of_reach_is_told(figures: Figures, knowledge: engine.Knowledge) -> None:
    bridge = figures.levels["hip-thrusts"]["floor-glute-bridge"]
    assert "cannot reach" in told(figures, changed(bridge, end=bridge.end | {"lean": -20}), knowledge)


def test_a_joint_beyond_its_range_is_told(figures: Figures, knowledge: engine.Knowledge) -> None:
    bug = figures.levels["dead-bug"]["tabletop-heel-tap"]
    assert "no joint goes there" in told(figures, changed(bug, end=bug.end | {"near_knee": 170}), knowledge)


def test_a_woman_who_would_fall_is_told(figures: Figures, knowledge: engine.Knowledge) -> None:
    squat = figures.levels["squats"]["goblet-squat"]
    assert "she would fall" in told(figures, changed(squat, end=squat.end | {"lean": 90}), knowledge)


def test_a_figure_that_does_not_move_is_told(figures: Figures, knowledge: engine.Knowledge) -> None:
    squat = figures.levels["squats"]["goblet-squat"]
    assert "start and end differ" in told(figures, changed(squat, end=squat.start), knowledge)


@pytest.mark.parametrize(
    ("slug", "level", "new", "words"),
    [
        ("hip-thrusts", "floor-glute-bridge", {"start": {"lean": 90}}, "position: on_back"),
        ("wall-angels", "wall-angel", {"end": {"near_shoulder_out": 60}}, "shoulders: overhead"),
        ("calf-raises", "one-leg-heel-raise", {"planted": {"ball": 0.0}}, "base: one_leg_supported"),
        ("squats", "goblet-squat", {"props": ()}, "needs: weights"),
    ],
)  # fmt: skip
def test_a_figure_against_its_guide_is_told(
    figures: Figures, knowledge: engine.Knowledge, slug: str, level: str, new: dict, words: str
) -> None:
    figure = figures.levels[slug][level]
    if "end" in new:
        new = {"start": {}, "end": new["end"]}
    assert words in told(figures, changed(figure, **new), knowledge)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("chair-squat:\n  pose: standin\n", 2, "did you mean 'standing'"),
        ("chair-squat:\n  pose: standing\n  end: {kne: 3}\n", 3, "did you mean 'knee'"),
        ("chair-squat:\n  pose: standing\n  props: [chiar]\n", 3, "did you mean 'chair'"),
        ("chair-squat:\n  pose: standing\n  arow: seat\n", 3, "did you mean 'arrow'"),
        ("chair-squat:\n  pose: standing\n  works: thigh_frnt\n", 3, "did you mean 'thigh_front'"),
        ("chair-squat:\n  like: goblet\n", 2, "no level above in this file 'goblet'"),
        ("chair-squat:\n  end: {knee: 3}\n", 1, "say pose: ... or like: ..."),
        ("chair-squat:\n  pose: standing\n  end: 3\n", 1, "cannot be read"),
        ("- chair-squat\n", 1, "wants the ids of levels"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    folder = tmp_path / "data" / "figures"
    (folder / "drawing").mkdir(parents=True)
    for name in ("agreement", "body", "poses", "props", "sketches"):
        own = Path("drawing") / f"{name}.yaml"
        (folder / own).write_bytes((engine.DATA / "figures" / own).read_bytes())
    (folder / "squats.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load(tmp_path / "data")
    assert f"data/figures/squats.yaml:{line}: " in str(caught.value)
    assert words in str(caught.value)


# ------------------------------------------------------------------ the file
def test_every_file_is_small_whole_and_without_script(knowledge: engine.Knowledge, figures: Figures) -> None:
    for slug in figures.levels:
        for figure in figures.family(slug):
            text = gallery.drawn(knowledge, figure, figures)
            assert len(text.encode()) <= figures.agreement.limits.most_bytes, figure.at
            names = [element.tag.partition("}")[2] for element in ET.fromstring(text)]
            assert names[:3] == ["title", "desc", "style"]
            assert "script" not in text
            assert not re.findall(r'(?:href|src)="(?!#)', text)
            assert not re.findall(r"nan|inf", text)


def test_with_reduced_motion_and_in_print_both_poses_stand_side_by_side(squat: Motion) -> None:
    text = svg(squat, WORDS)
    assert "@media(prefers-reduced-motion:reduce),print{.go{display:none}.no{display:inline}}" in text
    assert text.count('<g class="no">') == 1


def test_a_still_has_two_poses_and_nothing_moves(squat: Motion) -> None:
    text = svg(squat, WORDS, still=True)
    assert "animate" not in text
    assert text.count('<g transform="matrix') == 2


def test_the_loop_holds_and_comes_back(squat: Motion) -> None:
    for found in re.findall(r'values="([^"]+)" dur="[^"]+" keyTimes="([^"]+)"', svg(squat, WORDS)):
        values, times = (part.split(";") for part in found)
        assert len(values) == len(times)
        assert values[:-1] == values[-2::-1]
        assert [float(time) for time in times] == sorted(float(time) for time in times)
        assert (times[0], times[-1]) == ("0", "1")


def test_colours_may_be_set_by_the_page_and_change_in_the_dark(squat: Motion) -> None:
    text = svg(squat, WORDS)
    assert "{fill:var(--skin,var(--_0))}" in text
    assert "@media(prefers-color-scheme:dark)" in text


def test_the_words_are_escaped(squat: Motion) -> None:
    assert "<desc>A text &amp; more</desc>" in svg(squat, WORDS)


def test_drawing_twice_gives_the_same(figures: Figures, squat: Motion) -> None:
    assert svg(moving(squat.figure, figures.body), WORDS) == svg(squat, WORDS)


def test_the_pregnant_figure_has_another_belly_and_the_same_feet(figures: Figures, squat: Motion) -> None:
    other = moving(changed(squat.figure, pregnant=True), figures.body)
    assert svg(other, WORDS) != svg(squat, WORDS)
    assert other.start.near.foot == squat.start.near.foot
    assert max(girth.front for girth in other.body.trunk) > 20


@pytest.mark.parametrize(("angle", "way"), [("shrug", Vec(0, 6, 0)), ("blade", Vec(6, 0, 0))])
def test_a_shoulder_shrugs_and_glides_by_centimetres(body: Body, angle: str, way: Vec) -> None:
    plain, moved = stand(pose_of({}), body), stand(pose_of({f"near_{angle}": 6}), body)
    assert moved.near.upper_arm.at.minus(plain.near.upper_arm.at).minus(way).length < 0.01
    assert moved.far == plain.far


def trunk(figure: Figure, body: Body) -> set[str]:
    return set(re.findall(r'<path[^>]* class="[lt]" d="([^"]+)"', svg(moving(figure, body), WORDS, still=True)))


def test_a_full_belly_changes_the_trunk_and_nothing_else(squat: Motion, figures: Figures) -> None:
    standing = changed(squat.figure, end=squat.figure.start)
    full = changed(standing, start=standing.start | {"belly": 6}, end=standing.end | {"belly": 6})
    plain, breathing = trunk(standing, figures.body), trunk(full, figures.body)
    assert len(plain - breathing) == len(breathing - plain) == 2, "leggings and top"


def test_a_press_is_an_arrow_that_ends_at_its_point(squat: Motion) -> None:
    still = moving(changed(squat.figure, end=squat.figure.start, arrow=(), press={"near_heel": (12, -8)}), squat.body)
    heel = still.start.near.foot.point(-4, -6.4)
    ((_, line),) = arrow(still, CAMERAS["profile"])
    assert line[-1] == pytest.approx((heel.x, heel.y))
    assert line[0] == pytest.approx((heel.x - 12, heel.y + 8))


def test_a_circle_is_an_arrow_round_its_point(squat: Motion) -> None:
    circle = {"near_heel": (10.0, 4.0, 180.0, 0.0)}
    still = moving(changed(squat.figure, end=squat.figure.start, arrow=(), circle=circle, nudge=(1, 2)), squat.body)
    heel = still.start.near.foot.point(-4, -6.4)
    ((_, line),) = arrow(still, CAMERAS["profile"])
    assert line[0] == pytest.approx((heel.x - 9, heel.y + 2))
    assert line[len(line) // 2] == pytest.approx((heel.x + 1, heel.y + 6))
    assert line[-1] == pytest.approx((heel.x + 11, heel.y + 2))


def test_the_arrow_of_a_point_that_stays_half_way_ends_as_it_went(figures: Figures, squat: Motion) -> None:
    nods = {"start": {"neck": 10.0}, "via": ({"neck": -5.0},), "end": {"neck": -5.0, "near_elbow": 40.0}}
    ((_, line),) = arrow(moving(changed(squat.figure, arrow=("chin",), **nods), figures.body), CAMERAS["profile"])
    assert math.dist(line[1], line[2]) == pytest.approx(math.dist(line[0], line[1]))


def test_shoulder_blades_glide_over_the_ribs(body: Body) -> None:
    plain, squeezed = stand(pose_of({}), body), stand(pose_of({"near_blade": -3, "far_blade": -3}), body)
    for name, way in (("near_below_blade", -3), ("far_below_blade", 3)):
        moved = point_of(name, squeezed, body).minus(point_of(name, plain, body))
        assert moved.minus(Vec(0, 0, way)).length < 0.01


def face(figure: Figure, body: Body) -> list[str]:
    return re.findall(r'class="e" d="([^"]+)"', svg(moving(figure, body), WORDS, still=True))


def test_a_head_that_turns_on_its_neck_is_drawn_turned(figures: Figures) -> None:
    stands = changed(figures.levels["neck-mobility"]["turns-tilts-and-nods"], via=(), start={}, circle={})
    ahead, aside = face(changed(stands, end={"neck_turn": 45.0}), figures.body)
    assert ahead != aside, "eyes, nose and mouth are one line"
    assert len(face(changed(stands, end={"neck_turn": 10.0}), figures.body)) > 2, "so small a turn only moves the face"


def test_a_turned_head_shows_hair_where_she_looks_away_from(body: Body) -> None:
    straight, turned = (head.hair(body.shapes, turn) for turn in (0.0, -45.0))
    right, left = (max(x for x, y in turned if y < 0), min(x for x, y in turned if y < 0))
    assert right > max(x for x, y in straight if y < 0)
    assert left == min(x for x, y in straight if y < 0)
    assert head.bun(-45.0)[0] > 0 > min(x for x, _ in head.face(body.shapes, -45.0)[2])


def test_a_cuff_is_worn_on_one_ankle_and_counts_as_a_weight(figures: Figures, knowledge: engine.Knowledge) -> None:
    kick = figures.levels["donkey-kicks"]["ankle-weight-donkey-kick"]
    assert svg(moving(kick, figures.body), WORDS).count('class="iron"') == 1
    assert "needs: weights" in told(figures, changed(kick, props=kick.props[:1]), knowledge)


def test_only_a_walk_may_be_out_of_balance(figures: Figures, knowledge: engine.Knowledge) -> None:
    stroll = figures.levels["walking"]["short-strolls"]
    assert told(figures, stroll, knowledge) == ""
    assert "she would fall" in told(figures, changed(stroll, striding=False), knowledge)


def test_a_ladder_marks_one_level(figures: Figures) -> None:
    motions = [moving(figure, figures.body) for figure in figures.family("hip-thrusts")]
    text = row(motions, WORDS, marked=1)
    assert text.count('class="mark"') == 1
    assert ET.fromstring(text).get("viewBox", "").split()[2] == "800"


def test_a_plumb_line_falls_through_each_posture(figures: Figures, squat: Motion) -> None:
    text = row([squat, squat], WORDS, plumb=True)
    name = re.findall(r'<path id="(\w+)" class="plumb"', text)
    assert text.count(f'href="#{name[0]}"') == 1, "the second is the first, written once"


def test_missing_figures_are_counted(knowledge: engine.Knowledge, figures: Figures) -> None:
    every = {(slug, level.id) for slug, exercise in knowledge.exercises.items() for level in exercise.levels}
    drawn = {(slug, figure.level) for slug in figures.levels for figure in figures.family(slug)}
    assert set(gallery.missing(knowledge, figures)) == every - drawn
