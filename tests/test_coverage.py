"""No row of the fact base is dropped in silence: data/coverage.yaml names every row that was researched."""

import csv
import shutil
from pathlib import Path

import pytest

import engine
from engine import coverage, lint
from engine.__main__ import main

EXPECTED = Path(__file__).parent / "expected"
KEYS = {"logic.csv": "ref"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data folder, for mistakes."""
    return Path(shutil.copytree(engine.DATA, tmp_path / "data"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text, "the test no longer fits the file"
    path.write_text(text.replace(old, new, 1))


def found(data: Path) -> list[str]:
    return [str(problem) for problem in coverage.problems(engine.load(data))]


def researched(file: str) -> set[str]:
    with (EXPECTED / file).open(encoding="utf-8", newline="") as rows:
        ids = {row[KEYS.get(file, "id")] for row in csv.DictReader(rows)}
    return {name for name in ids if ">" in name} if file == "logic.csv" else ids


def test_a_range_stands_for_every_id_in_it() -> None:
    assert coverage.expand(("RF009-RF011", "CI024b", "RF043>same_day")) == (
        "RF009",
        "RF010",
        "RF011",
        "CI024b",
        "RF043>same_day",
    )


def test_nothing_is_dropped(knowledge: engine.Knowledge) -> None:
    assert [row.id for row in coverage.rows(knowledge) if row.is_dropped] == []
    assert list(coverage.problems(knowledge)) == []


@pytest.mark.parametrize(
    "file",
    ["red_flags.csv", "contraindications.csv", "conditions.csv", "condition_findings.csv", "facts.csv", "logic.csv"],
)
def test_the_rows_named_are_those_of_the_independent_copy(file: str, knowledge: engine.Knowledge) -> None:
    assert {row.id for row in coverage.rows(knowledge) if row.file == file} == researched(file)


@pytest.mark.parametrize("file", ["red_flags.csv", "contraindications.csv", "conditions.csv", "condition_findings.csv"])
def test_no_row_about_a_person_is_left_out_even_with_a_reason(file: str, knowledge: engine.Knowledge) -> None:
    assert [row.id for row in coverage.rows(knowledge) if row.file == file and not row.carried_at] == []


def test_a_row_is_carried_where_its_rule_stands(knowledge: engine.Knowledge) -> None:
    flag = next(row for row in coverage.rows(knowledge) if row.id == "RF001")
    assert flag.carried_at[0].startswith("data/rules/triage/spine.yaml:")


def test_a_rule_that_loses_its_row_is_told(data: Path) -> None:
    edit(data / "rules/triage/spine.yaml", "ref: RF001\n", "ref: ''\n")
    assert [line for line in found(data) if "'RF001' of red_flags.csv has no rule, fact or question" in line]


def test_the_lint_tells_it_too(data: Path) -> None:
    edit(data / "rules/triage/spine.yaml", "ref: RF001\n", "ref: ''\n")
    assert [line for line in map(str, lint.lint(data)) if "'RF001'" in line and "[fact-base-is-covered]" in line]


def test_a_part_of_a_row_is_not_carried_by_the_row(data: Path) -> None:
    edit(data / "rules/triage/head_and_neck.yaml", "RF043>same_day", "RF043")
    assert [line for line in found(data) if "'RF043>same_day' of logic.csv" in line]


def test_a_ref_that_is_no_row_is_told_at_its_rule(data: Path) -> None:
    edit(data / "rules/triage/spine.yaml", "ref: RF001\n", "ref: RF901\n")
    told = [line for line in found(data) if "'RF901' is no row of the fact base" in line]
    assert told
    assert told[0].startswith("data/rules/triage/spine.yaml:")


def test_a_reason_for_a_row_that_is_carried_is_told(data: Path) -> None:
    edit(data / "coverage.yaml", "- id: PR007\n", "- id: RF001\n  because: Nobody needs it.\n- id: PR007\n")
    assert [line for line in found(data) if "'RF001' is carried at" in line and line.endswith("drop it here")]


def test_a_count_that_does_not_fit_the_ids_is_told(data: Path) -> None:
    edit(data / "coverage.yaml", "rows: 122", "rows: 123")
    assert [line for line in found(data) if "red_flags.csv: 123 rows, but 122 ids" in line]


def test_the_command_lists_what_is_left_out_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--facts"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert any(line.startswith("PR022 (progression.csv): Every stage reads an unknown answer") for line in said)
    assert said[-1].endswith(" 0 dropped.")
    assert not any(line.startswith("RF") for line in said)


def test_the_command_fails_when_a_row_is_dropped(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(data / "coverage.yaml", "- id: PR022\n", "- id: PR222\n")
    assert main(["--data", str(data), "coverage", "--facts"]) == 1
    said = capsys.readouterr()
    assert "PR022 (progression.csv): dropped" in said.out
    assert "'PR222' is no row of the fact base: drop it" in said.err
