"""From the axes of movement to its properties: the worked examples of the fact base, and what is refused."""

import pytest

import engine
from engine.model import Movement
from engine.movement import problems, properties

USUAL: Movement = {
    "position": ("standing",),
    "place": ("upright",),
    "base": ("even",),
    "spine": ("neutral",),
    "hips": ("mid",),
    "knees": ("soft",),
    "shoulders": ("low",),
    "neck": ("neutral",),
    "wrists": ("free",),
    "load": ("none",),
    "effort": ("working",),
    "speed": ("slow",),
    "pressing": ("nothing",),
}
BAR = "position=reclined place=floor pressing=belly_or_pelvis"
DOG = "position=hands_and_feet place=floor shoulders=overhead_loaded neck=head_low wrists=on_hands"


def movement(differs: str) -> Movement:
    """Return the usual answers with 'axis=value+value' differences."""
    pairs = [item.split("=") for item in differs.split()]
    return {**USUAL, **{axis: tuple(values.split("+")) for axis, values in pairs}}


@pytest.mark.parametrize(
    ("name", "differs", "expected"),
    [
        ("standing, nothing special", "", ""),
        ("floor glute bridge", "position=on_back place=floor", "supine_flat floor_transfer"),
        (
            "weighted hip thrust, bar",
            f"{BAR} load=moderate",
            "floor_transfer external_load abdomen_pelvis_pressure",
        ),
        (
            "heavy hip thrust, bar",
            f"{BAR} load=heavy",
            "floor_transfer external_load abdomen_pelvis_pressure heavy_load breath_hold_likely"
            " high_abdominal_pressure pelvic_floor_pressure",
        ),
        (
            "bird dog, arm and leg",
            "position=hands_and_knees place=floor base=uneven wrists=on_hands",
            "quadruped kneeling_load floor_transfer wrist_load_extended asymmetric_pelvis_load",
        ),
        (
            "bird dog, arm only",
            "position=hands_and_knees place=floor wrists=on_hands",
            "quadruped kneeling_load floor_transfer wrist_load_extended",
        ),
        (
            "downward dog",
            f"{DOG} effort=stretch_to_limit+stretch_nerve",
            "floor_transfer shoulder_overhead shoulder_overhead_loaded head_below_heart wrist_load_extended"
            " end_range_stretch neural_tension",
        ),
        (
            "single-leg deadlift with a weight",
            "base=one_leg load=moderate",
            "single_leg_stance asymmetric_pelvis_load external_load",
        ),
        ("band pull-apart", "load=light", "external_load"),
        ("supine chin tuck in bed", "position=on_back place=bed effort=easy", "supine_flat"),
        (
            "side plank on the forearm",
            "position=on_side place=floor spine=braced_hard wrists=forearms_or_fists",
            "side_lying floor_transfer high_abdominal_pressure",
        ),
        ("standing fold (MD01)", "spine=bends_to_limit", "spine_flexion_end head_below_heart"),
    ],
)
def test_worked_examples(name: str, differs: str, expected: str, knowledge: engine.Knowledge) -> None:
    answers = movement(differs)
    assert list(problems(answers, knowledge.vocabulary)) == []
    assert set(properties(answers, knowledge.vocabulary)) == set(expected.split()), name


def test_a_missing_axis_is_a_problem_that_lists_its_values(knowledge: engine.Knowledge) -> None:
    answers = {axis: values for axis, values in USUAL.items() if axis != "wrists"}
    [message] = problems(answers, knowledge.vocabulary)
    assert message.startswith("no movement axis 'wrists': answer it with one of ")
    assert "free" in message


@pytest.mark.parametrize(
    ("differs", "words"),
    [
        ("load=crushing", "'load' has no value 'crushing'"),
        ("position=standing+on_back", "'position' takes one value"),
        ("spine=neutral+braced_hard", "'neutral' implies nothing and cannot stand beside another value"),
        ("mood=calm", "no movement axis 'mood'"),
    ],
)
def test_wrong_answers_to_an_axis_are_told(differs: str, words: str, knowledge: engine.Knowledge) -> None:
    assert any(words in message for message in problems(movement(differs), knowledge.vocabulary))


def test_every_property_can_come_of_some_axis_value(knowledge: engine.Knowledge) -> None:
    vocabulary = knowledge.vocabulary
    implied = {prop for axis in vocabulary.axes for value in axis.values for prop in value.implies}
    derived = {rule.property for rule in vocabulary.derived_properties}
    assert set(knowledge.properties) == implied | derived


def test_every_level_answers_every_axis(knowledge: engine.Knowledge) -> None:
    axes = {axis.id for axis in knowledge.vocabulary.axes}
    for exercise in knowledge.exercises.values():
        for level in exercise.levels:
            assert set(level.movement) == axes
            assert level.properties == properties(level.movement, knowledge.vocabulary)
