"""The proofs can fail: three copies of data/, each broken in one place, make the right laws fail."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import z3

import engine
from engine.__main__ import main
from engine.knowledge import EXPECTED
from engine.proofs import prove, record
from engine.proofs.expected import read
from engine.proofs.laws import One
from engine.proofs.outcome import Outcome
from engine.proofs.prover import Case, Failure, Prover, Verdict
from engine.proofs.sheet import Sheet
from tests.draws import the_knowledge
from tests.naive import HERE, plain_yaml

K = the_knowledge()
BROKEN = sorted((HERE / "broken_data").glob("*.yaml"))


def broken_copy(path: Path, folder: Path) -> dict[str, Any]:
    """Copy data/, break it as a file of tests/broken_data says, and return what it says."""
    plan: dict[str, Any] = plain_yaml(path)
    shutil.copytree(engine.DATA, folder)
    target = folder / plan["file"]
    text = target.read_text(encoding="utf-8")
    assert plan["say"] in text, f"{path.name}: {plan['file']} no longer says that: find another break"
    target.write_text(text.replace(plan["say"], plan["instead"], 1), encoding="utf-8")
    return plan


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_copy_fails_the_right_laws_and_shows_a_person(path: Path, tmp_path: Path) -> None:
    plan = broken_copy(path, tmp_path / "data")
    broken, expected = engine.load(tmp_path / "data"), read(EXPECTED)
    laws = prove.every_law(broken, expected)
    verdicts = {name: laws[name]() for name in (*plan["fails"], *plan["holds"])}
    assert [name for name, verdict in verdicts.items() if not verdict.holds] == plan["fails"]
    for verdict in (verdicts[name] for name in plan["fails"]):
        assert verdict.failures
        for failure in verdict.failures:
            for answers in map(json.loads, failure.as_files().splitlines()):
                assert engine.assess(engine.check_answers(answers, broken), broken).explanation.headline


def test_there_are_three_broken_copies() -> None:
    assert len(BROKEN) >= 3


def test_a_counterexample_shows_the_fault(tmp_path: Path) -> None:
    """The numb woman of the counterexample is sent away by the sound rules, and not by the broken ones."""
    broken_copy(HERE / "broken_data" / "numbness-turned-round.yaml", tmp_path / "data")
    broken = engine.load(tmp_path / "data")
    outcome = Outcome(Sheet(broken), broken)
    case = next(x for x in One(outcome, read(EXPECTED)).red_flags() if x.name == "RF001 true")
    [failure] = Prover([outcome.consistent]).prove("red_flags", [case]).failures
    [answers] = map(json.loads, failure.as_files().splitlines())
    assert K.severity[engine.assess(answers, K).triage.disposition] >= K.severity["emergency_now"]
    assert K.severity[engine.assess(answers, broken).triage.disposition] < K.severity["emergency_now"]


def test_a_law_without_anybody_it_is_about_does_not_hold() -> None:
    nobody = Case("nobody", z3.And(z3.Bool("p"), z3.Not(z3.Bool("p"))), z3.BoolVal(False), ())
    verdict = Prover([]).prove("law", [nobody])
    assert verdict.empty == ["nobody"]
    assert not verdict.holds
    assert Prover([]).prove("law", [nobody._replace(may_be_empty=True)]).holds


def test_the_solver_is_right_about_a_plain_case() -> None:
    p, q = z3.Bools("p q")
    assert Prover([z3.Implies(p, q)]).prove("law", [Case("p needs q", p, z3.Not(q), ())]).holds
    assert not Prover([]).prove("law", [Case("p needs q", p, z3.Not(q), ())]).holds


def test_answers_of_a_model_are_answers() -> None:
    """What the solver thinks possible is what the check takes, for every question at once."""
    sheet = Sheet(K)
    prover = Prover(sheet.possible)
    everything = prover.model(*(sheet.says[name] for name in K.questions))
    assert everything is not None
    answers = sheet.answers(everything)
    assert set(engine.check_answers(answers, K)) == set(K.questions)
    nothing = prover.model(*(z3.Not(sheet.says[name]) for name in K.questions))
    assert nothing is not None
    assert set(sheet.answers(nothing).values()) <= {"not_sure"}


def test_every_law_in_words_is_proved_and_every_proved_law_has_words() -> None:
    proved = {name for find in prove.PARTS.values() for name in find(K, read(EXPECTED))}
    assert proved == {law.id for law in K.laws}
    assert set(K.proofs.cases) == proved


def test_the_record_is_stale_when_the_counts_differ() -> None:
    verdicts = tuple(Verdict(law, proved=n, witnessed=n) for law, n in K.proofs.cases.items())
    proofs = prove.Proofs(verdicts, K.proofs.digits)
    assert record.stale(proofs, K) == []
    [problem] = record.stale(prove.Proofs(verdicts[1:], K.proofs.digits), K)
    assert "prove --record" in problem.message
    assert problem.where == "data/proofs.yaml"


def test_the_text_names_the_case_and_prints_the_answers() -> None:
    verdict = Verdict("never", failures=[Failure("saddle-numbness", ({"age": 30},))])
    text = record.as_text(prove.Proofs((verdict,), 5), K)
    assert "FAILS  never: What must never be given is never given" in text
    assert 'saddle-numbness; python -m engine assess - reads a counterexample:\n  {"age": 30}' in text


def test_the_command_line_proves_one_law(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "--law", "starts"]) == 0
    out = capsys.readouterr().out
    assert "holds  starts" in out
    assert "The law holds." in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--law", "nevr"], "no law 'nevr'; did you mean 'never'?"),
        (["--expected", "nowhere"], "no such file: give the independent side with --expected"),
    ],
)
def test_what_cannot_be_proved_gets_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", *arguments]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert len(err.splitlines()) == 1
