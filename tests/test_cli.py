"""The command line: what it prints, its exit codes, and one clear line for each mistake; never a traceback."""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import engine
from engine import lint
from engine.__main__ import main
from engine.condition import parse
from tests.draws import the_knowledge
from tests.test_lint import DRAWING

ROOT = engine.DATA.parent
KEYS = (
    "disposition",
    "plan",
    "headline",
    "red_flags",
    "patterns",
    "programme",
    "week",
    "held_back",
    "in_reserve",
    "not_relevant",
    "unknown",
    "caps",
    "closed_regions",
    "decisions",
    "contradictions",
)
PLACEMENTS = ("programme", "held_back", "in_reserve", "not_relevant")


@pytest.fixture(autouse=True)
def _load_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the product's own data once."""
    load = engine.load
    monkeypatch.setattr("engine.__main__.load", lambda root: the_knowledge() if root == engine.DATA else load(root))


def whole(name: str) -> dict[str, Any]:
    knowledge = the_knowledge()
    return knowledge.answers_of(knowledge.people[name])


def assess(answers: Any, tmp_path: Path, *options: str) -> int:
    path = tmp_path / "answers.json"
    path.write_text(answers if isinstance(answers, str) else json.dumps(answers))
    return main(["assess", str(path), *options])


def as_json(answers: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert assess(answers, tmp_path, "--json") == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


# ------------------------------------------------------------------- assess
@pytest.mark.parametrize("name", sorted(the_knowledge().people))
def test_the_json_of_a_person_is_whole(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = as_json(whole(name), tmp_path, capsys)
    assessment = engine.assess(whole(name), the_knowledge())
    assert set(KEYS) <= set(data)
    assert (data["disposition"], data["plan"]) == (assessment.triage.disposition, assessment.plan)
    placed = [item["exercise"] for key in PLACEMENTS for item in data[key]]
    assert sorted(placed) == sorted(the_knowledge().exercises)
    for item in data["programme"]:
        assert {"level", "title", "demand", "dose", "adaptations", "reasons", "held_by"} <= set(item)
        assert item["dose"]["words"]
    assert {decision["truth"] for decision in data["decisions"]} <= {"true", "false", "unknown"}


def test_no_answers_at_all_are_not_known_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = as_json({}, tmp_path, capsys)
    assert (data["disposition"], data["plan"], data["programme"]) == ("not_known_yet", "closed", [])
    assert "age" in data["unknown"]["questions"]
    assert data["meanwhile"] == []


def test_nothing_alarms_while_signs_are_only_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess({"age": 30}, tmp_path) == 0
    said = capsys.readouterr().out
    assert "Where to go" not in said
    assert "emergency" not in said.lower()


def test_a_closed_plan_names_no_exercise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(whole("chatty-with-a-sign"), tmp_path) == 0
    said = capsys.readouterr().out
    assert "## Where to go" in said
    assert not [x.name for x in the_knowledge().exercises.values() if x.name in said]


def test_why_adds_every_rule_that_spoke(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(whole("pregnant-24-weeks"), tmp_path) == 0
    assert "## Why, facts" not in capsys.readouterr().out
    assert assess(whole("pregnant-24-weeks"), tmp_path, "--why") == 0
    said = capsys.readouterr().out
    assert "## Why, facts" in said
    assert "pregnancy_t2" in said


def test_private_questions_stay_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    knowledge = the_knowledge()
    sensitive = {question.id for question in knowledge.questions.values() if question.sensitive}
    answers = {**knowledge.well_woman, **{name: first(name) for name in sensitive if name in knowledge.well_woman}}
    data = as_json(answers, tmp_path, capsys)
    named = {name for decision in data["decisions"] for name in (*decision["used"], *decision["missing"])}
    assert sensitive
    assert not sensitive & named
    assert all(not flag["missing"] for flag in data["red_flags"] if flag["private"])


def first(name: str) -> Any:
    question = the_knowledge().questions[name]
    option = next(x for x in question.choices if x != "none")
    return [option] if question.type == "many_of" else option


def test_standard_input_and_exercises_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {**whole("told-anterior-tilt"), "leave_out": ["chin-tucks"]}
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(answers).encode())))
    assert main(["assess", "-", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert "chin-tucks" in [item["exercise"] for item in data["in_reserve"]]


# ---------------------------------------------------------------- bad input
@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ('{"age": ', "not readable as JSON"),
        ("[]", "wants an object of question ids and answers"),
        ("12", "wants an object of question ids and answers"),
        ("", "not readable as JSON"),
        ("[" * 5000, "not readable as JSON"),
        ('{"age": 30, "age": 31}', "'age' stands twice: keep one"),
        ('{"age": NaN}', "NaN is not a number"),
        ('{"age": 1e999}', "'age': inf is not a number from 8 to 110"),
        ({"agee": 30}, "no question 'agee'; did you mean 'age'?"),
        ({"age": "thirty"}, "'age': 'thirty' is not a number from 8 to 110"),
        ({"age": True}, "'age': True is not a number from 8 to 110"),
        ({"age": 300}, "'age': 300 is not a number from 8 to 110"),
        ({"pregnant": "yess"}, "'pregnant' has no option 'yess'; did you mean 'yes'?"),
        ({"pregnant": {"a": 1}}, "'pregnant' has no option {'a': 1}"),
        ({"regions": "neck"}, "'regions' wants a list"),
        ({"regions": ["none", "neck"]}, "'none' excludes the others"),
        ({"age": "not_sure"}, "'age' offers no 'not_sure'"),
        ({"leave_out": "squats"}, "'leave_out' wants a list"),
        ({"leave_out": ["squat"]}, "no exercise 'squat'; did you mean 'squats'?"),
        (
            {"age": 31, "pregnant": "no", "pregnancy_week": 20},
            "You gave a week of pregnancy, but did not say that you are pregnant.",
        ),
        ("x" * 300_000, "larger than 200 kB"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_answers_are_refused_in_one_line(
    answers: Any, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert assess(answers, tmp_path) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert "answers.json: " in err


def test_every_mistake_has_its_own_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess({"agee": 1, "age": 300, "pregnant": "x"}, tmp_path) == 2
    assert capsys.readouterr().err.count("\n") == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["assess", "no-such-file.json"], "no-such-file.json: No such file or directory"),
        (["assess", "."], ".: Is a directory"),
        (["assess", "a\0b"], "embedded null byte"),
        (["--data", "no-such-folder", "lint"], "no-such-folder: no such folder"),
        (["--data", "tests/bad_data", "questions"], "bad_data/vocabulary.yaml: no such file: it is needed"),
    ],
)
def test_bad_paths_are_refused(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["frob"], ["assess"], ["assess", "a", "--frob"]])
def test_bad_usage_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


# -------------------------------------------------------------- the others
def test_questions_come_as_they_are_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    asked = the_knowledge().questions
    assert [item["id"] for item in listed] == list(asked)
    for item, question in zip(listed, asked.values(), strict=True):
        assert {option["id"]: option["text"] for option in item["options"]} == dict(question.choices)
        when = item["enable_when"]
        assert (None if when is None else parse(when)) == question.enable_when
        assert (item["min"], item["max"], item["unit"]) == (question.min, question.max, question.unit)


def test_questions_are_listed_for_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions"]) == 0
    assert "pregnant: Are you pregnant?" in capsys.readouterr().out


@pytest.fixture
def _without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the lint finds in figures is tested in test_lint.py; drawing them all takes half of its time."""
    monkeypatch.setattr(lint, "CHECKS", [check for check in lint.CHECKS if check.name not in DRAWING])


@pytest.mark.usefixtures("_without_pictures")
def test_lint_says_what_was_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint"]) == 0
    assert capsys.readouterr().out.startswith(f"Checked: {len(the_knowledge().rules)} rules, ")


def test_the_snapshots_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["snapshot", "--check"]) == 0, "run python -m engine snapshot, and read the diff"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(engine.DATA, tmp_path_factory.mktemp("cli") / "data"))


@pytest.mark.usefixtures("_without_pictures")
def test_lint_and_checks_find_what_is_wrong_in_another_folder(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--data", str(copy)]
    words = copy / "wording.yaml"
    assert main([*at, "snapshot", "--check"]) == 1
    assert main([*at, "snapshot"]) == 0
    assert main([*at, "snapshot", "--check"]) == 0
    person = copy / "people" / "active-70-never-scanned.yaml"
    person.write_text(person.read_text().replace("name: ", "name: Dear ", 1))
    (copy / "schemas" / "left.schema.json").write_text("{}")
    words.write_text(words.read_text().replace('"Your plan"', '"Your plan cures"'))
    capsys.readouterr()
    assert main([*at, "lint"]) == 1
    assert main([*at, "schemas", "--check"]) == 1
    assert main([*at, "snapshot", "--check"]) == 1
    err = capsys.readouterr().err
    assert "data/wording.yaml" in err
    assert "data/schemas/left.schema.json: left over" in err
    assert "tests/snapshots/active-70-never-scanned.txt: the advice has changed" in err
    assert main([*at, "schemas"]) == 0
    assert main([*at, "schemas", "--check"]) == 0


def test_broken_data_is_bad_input_wherever_it_is_met(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = copy / "wording.yaml"
    before = words.read_text()
    words.write_text(before.replace("headline_closed:", "headline_shut:"))
    path = copy / "answers.json"
    path.write_text("{}")
    assert main(["--data", str(copy), "assess", str(path)]) == 2
    assert "no sentence 'headline_closed': add it" in capsys.readouterr().err
    words.write_text("[")
    for command in (["lint"], ["assess", str(path)]):
        assert main(["--data", str(copy), *command]) == 2
        assert "data/wording.yaml:" in capsys.readouterr().err
    words.write_text(before)


def test_it_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "engine", "assess", "-"], input=b"{}", capture_output=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0
    assert b"No exercises for now" in done.stdout
    assert done.stderr == b""


# ---------------------------------------------------------------------- graph
def test_the_graph_is_written_where_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "graph.json"
    assert main(["graph", "--format", "json", "--out", str(path)]) == 0
    found = json.loads(path.read_text(encoding="utf-8"))
    assert {"exercise", "level", "muscle", "life_stage"} <= {node["kind"] for node in found["nodes"]}
    assert f"{len(found['nodes'])} nodes and {len(found['edges'])} edges" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "--out", str(tmp_path / "no" / "graph.json")]) == 2
    assert "give the path of a file that can be written" in capsys.readouterr().err
