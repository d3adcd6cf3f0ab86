"""The library counted: every cell is right, and no hole is left without a reason or an exercise to come."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import engine
from engine import library_coverage, library_file, library_text
from engine.__main__ import main
from engine.library_coverage import Library, LibraryCell
from tests.draws import the_knowledge

TEXT = (engine.DATA / library_file.FILE).read_text(encoding="utf-8")
FIRST_HOLE = TEXT[TEXT.index("- patterns: [pelvic_floor") :]
Edited = Callable[..., engine.Knowledge]


@pytest.fixture(scope="module")
def found() -> Library:
    return engine.library(the_knowledge())


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """The knowledge, with other text in data/library_coverage.yaml."""

    def edit(*changes: tuple[str, str]) -> engine.Knowledge:
        text = TEXT
        for old, new in changes:
            assert old in text, "the test no longer fits the file"
            text = text.replace(old, new, 1)
        folder = tmp_path / "data"
        folder.mkdir(exist_ok=True)
        (folder / library_file.FILE).write_text(text, encoding="utf-8")
        return replace(the_knowledge(), root=folder)

    return edit


def told(knowledge: engine.Knowledge) -> list[str]:
    return [str(x) for x in library_text.problems(engine.library(knowledge), knowledge)]


def line_of(text: str, whole: str = TEXT) -> int:
    return whole[: whole.index(text)].count("\n") + 1


# ------------------------------------------------------------------ counting
def test_every_combination_is_a_cell_once(found: Library) -> None:
    file = found.file
    stages, places, equipment = ([x.id for x in items] for items in (file.life_stages, file.places, file.equipment))
    wanted = set(product(the_knowledge().patterns, stages, places, equipment, file.minutes))
    assert len(found.cells) == len(wanted)
    assert {tuple(cell.about) for cell in found.cells} == wanted


@pytest.mark.parametrize("stage", ["none", "third_trimester", "after_caesarean", "broken_vertebra"])
def test_the_counts_are_those_of_a_plain_count(stage: str, found: Library, knowledge: engine.Knowledge) -> None:
    woman = next(x for x in found.file.life_stages if x.id == stage)
    ladders = engine.assess(library_coverage.answers_of(woman, found.file, knowledge), knowledge).levels.ladders
    for cell in (cell for cell in found.cells if cell.about.life_stage == stage):
        counts = [
            by_name
            for exercise in knowledge.exercises.values()
            for level in exercise.levels
            if ladders[exercise.slug].rung(level.id).permitted and fits(level, cell, found, knowledge)
            for by_name in [any(x.pattern == cell.about.pattern for x in exercise.addresses)]
            if by_name or works(level, cell, found)
        ]
        assert (cell.levels, cell.named) == (len(counts), sum(counts)), cell.about


def fits(level: engine.Level, cell: LibraryCell, found: Library, knowledge: engine.Knowledge) -> bool:
    place = next(x for x in found.file.places if x.id == cell.about.place)
    equipment = next(x for x in found.file.equipment if x.id == cell.about.equipment)
    one_set = level.seconds // level.dose.sets[0]
    return (
        level.movement["place"][0] in place.places
        and all(need in place.needs or need in equipment.needs for need in level.needs)
        and one_set <= 60 * knowledge.shape.minutes[cell.about.minutes]
    )


def works(level: engine.Level, cell: LibraryCell, found: Library) -> bool:
    regions = next(x.regions for x in found.file.regions if x.pattern == cell.about.pattern)
    return any(region in level.regions for region in regions)


def test_more_equipment_more_time_and_more_room_never_take_a_level_away(found: Library) -> None:
    counts = {tuple(cell.about): cell.levels for cell in found.cells}
    for (pattern, stage, place, equipment, minutes), levels in counts.items():
        assert levels <= counts[pattern, stage, place, "everything", "m15"]
        if place != "seated" or equipment == "everything":  # the seat is counted as there
            assert levels <= counts[pattern, stage, "anywhere", equipment, minutes]


def test_everything_is_all_equipment_there_is(found: Library, knowledge: engine.Knowledge) -> None:
    all_of_it = {need for equipment in found.file.equipment for need in equipment.needs}
    assert all_of_it == set(knowledge.questions["equipment"].choices) - {"none"}


def test_a_closed_plan_leaves_no_level(edited: Edited) -> None:
    knowledge = edited(
        ("  answers: {}", "  answers: {signs_chest: [crushing_pain]}".replace("crushing_pain", a_sign()))
    )
    assert {cell.levels for cell in engine.library(knowledge).cells if cell.about.life_stage == "none"} == {0}
    assert any("the plan of 'none' is closed: mend her answers" in line for line in told(knowledge))


def a_sign() -> str:
    """Return a sign in the chest that closes the plan."""
    knowledge = the_knowledge()
    for option in knowledge.questions["signs_chest"].options:
        answers = {**knowledge.well_woman, "signs_chest": [option]}
        if option != "none" and engine.assess(answers, knowledge).triage.closed:
            return option
    raise AssertionError("no sign in the chest closes the plan")


# --------------------------------------------------------------------- holes
def test_no_hole_is_unexplained_and_no_reason_is_left_over(knowledge: engine.Knowledge) -> None:
    assert told(knowledge) == []


def test_a_hole_without_a_reason_is_named_at_its_pattern(edited: Edited) -> None:
    (line,) = told(edited((FIRST_HOLE, "")))
    at = line_of("- {pattern: pelvic_floor_dysfunction,")
    assert line.startswith(f"data/library_coverage.yaml:{at}: 'pelvic_floor_dysfunction' has no safe level")
    assert "at 'on_her_feet' for after_vaginal_birth, after_caesarean: add an exercise, or say why not" in line


def test_a_hole_of_some_equipment_says_which(edited: Edited) -> None:
    some = "  places: [on_her_feet]\n  equipment: [everything]\n"
    (line,) = told(edited(("  places: [on_her_feet]\n", some)))
    assert "after_vaginal_birth (nothing in m5, nothing in m15)" in line


def test_a_reason_that_explains_nothing_is_told(edited: Edited) -> None:
    more = "- {patterns: [low_back_pain], places: [anywhere], because: None is needed.}\n"
    text = TEXT + more
    assert told(edited((TEXT, text))) == [
        f"data/library_coverage.yaml:{line_of(more, text)}: explains no hole: drop it",
    ]


def test_a_name_too_many_in_a_reason_is_told(edited: Edited) -> None:
    (line,) = told(
        edited(
            (
                "[after_vaginal_birth, after_caesarean]\n  places: [on",
                "[after_vaginal_birth, after_caesarean, none]\n  places: [on",
            )
        )
    )
    assert line.endswith("'none' explains no hole here: drop it")


def test_a_model_woman_who_is_not_of_her_stage_is_told(edited: Edited) -> None:
    lines = told(edited(("pregnancy_week: 33", "pregnancy_week: 27")))
    assert any("'pregnancy_t3' is not true of 'third_trimester': mend her answers" in line for line in lines)
    assert any("'pregnancy_t2' is not false of 'third_trimester': mend her answers" in line for line in lines)


def test_a_question_left_open_and_a_stage_without_a_woman_are_told(edited: Edited) -> None:
    lines = told(
        edited(("birth_told: [none], floor: easily}\n- id: after_caesarean", "floor: easily}\n- id: after_caesarean"))
    )
    assert any("'birth_told' is asked of 'after_vaginal_birth' and not answered" in line for line in lines)
    lines = told(edited(("  fact: pregnancy_t1\n", "")))
    assert any("no model woman for 'pregnancy_t1': add one" in line for line in lines)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fact: teen_16_17", "fact: teen_16_71", "no fact 'teen_16_71'; did you mean 'teen_16_17'?"),
        ("regions: [hip, groin, thigh]", "regions: [hips, groin]", "no region 'hips'; did you mean 'hip'?"),
        ("{pattern: flat_feet,", "{pattern: flat_foot,", "no pattern 'flat_foot'; did you mean 'flat_feet'?"),
        ("{pattern: flat_feet,", "{pattern: leg_length,", "pattern 'flat_feet' has no regions: add what"),
        ("places: [upright]", "places: [upwrong]", "no value of a movement axis 'upwrong'"),
        ("needs: [chair]", "needs: [stool]", "no option of 'equipment' 'stool'"),
        ("minutes: [m5,", "minutes: [m4,", "no option of 'minutes' 'm4'"),
        ("without: [self_tests]", "without: [tests]", "no section 'tests'"),
        ("  places: [on_her_feet]", "  places: [on_her_foot]", "no entry of 'places:' 'on_her_foot'"),
        ("growing: 'yes'", "growing: 'yess'", "growing"),
        ("  short: 16 or 17\n", "", "short: Field required"),
    ],
)
def test_a_slip_is_told_at_its_line(old: str, new: str, said: str, edited: Edited) -> None:
    with pytest.raises(engine.SourceError) as caught:
        engine.library(edited((old, new)))
    messages = [str(problem) for problem in caught.value.problems]
    assert any(said in message and message.startswith("data/library_coverage.yaml:") for message in messages), messages


# ------------------------------------------------------------- command line
@pytest.fixture
def with_knowledge(monkeypatch: pytest.MonkeyPatch) -> Callable[[engine.Knowledge], None]:
    return lambda knowledge: monkeypatch.setattr("engine.__main__.load", lambda _: knowledge)


def test_the_command_prints_a_table_the_known_holes_and_a_count(
    with_knowledge: Any, found: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    with_knowledge(the_knowledge())
    assert main(["coverage"]) == 0
    said = capsys.readouterr().out
    cells = [x for x in found.cells if x.about.pattern == "sciatica" and x.about.life_stage == "none"]
    row = next(line for line in said.splitlines() if line.startswith("Sciatica")).split()[-8:]
    assert row[0] == "/".join(str(x.levels) for x in cells if (x.about.place, x.about.minutes) == ("anywhere", "m5"))
    assert all(stage.name in said for stage in found.file.life_stages)
    assert all(hole.because in said and hole.fill_with in said for hole in found.file.holes)
    assert said.splitlines()[-1].startswith(f"{len(found.cells)} cells: ")
    assert said.endswith(" 0 unexplained.\n")


def test_the_command_gives_every_cell_as_json(
    with_knowledge: Any, found: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    with_knowledge(the_knowledge())
    assert main(["coverage", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert len(data["cells"]) == len(found.cells)
    assert all(cell["levels"] or cell["because"] for cell in data["cells"])
    assert data["places"] == {x.id: x.name for x in found.file.places}


def test_the_command_fails_on_an_unexplained_hole(
    with_knowledge: Any, edited: Edited, capsys: pytest.CaptureFixture[str]
) -> None:
    with_knowledge(edited((FIRST_HOLE, "")))
    assert main(["coverage"]) == 1
    assert "'pelvic_floor_dysfunction' has no safe level at 'on_her_feet'" in capsys.readouterr().err


def test_a_missing_file_is_bad_input(with_knowledge: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_knowledge(replace(the_knowledge(), root=tmp_path))
    assert main(["coverage"]) == 2
    assert "library_coverage.yaml" in capsys.readouterr().err


def test_facts_and_json_do_not_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["coverage", "--facts", "--json"])
    assert "not allowed with" in capsys.readouterr().err
