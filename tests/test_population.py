"""A made-up population: as its file says, the same for the same seed, and counted so that nobody is lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import engine
from engine import lint
from engine.__main__ import main
from engine.checks.population import spreads_are_right
from engine.columns import population_file
from engine.columns.evaluated import Evaluated, contradicted
from engine.columns.people import People, answers_of
from engine.columns.reader import Reader
from engine.gist import Sketch
from engine.person import Person
from tests.draws import the_knowledge

K = the_knowledge()
TEXT = (engine.DATA / population_file.FILE).read_text(encoding="utf-8")
SIZE = 3000


@cache
def people() -> People:
    return engine.population(K, SIZE, 4)


@cache
def found() -> Evaluated:
    return engine.evaluate(people(), K)


@cache
def counts() -> engine.PopulationCounts:
    return engine.population_counts(found())


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    again, others = engine.population(K, SIZE, 4), engine.population(K, SIZE, 5)
    for name, column in people().columns.items():
        assert np.array_equal(column.says, again.columns[name].says)
    ages = [table.columns["age"].numbers for table in (people(), again, others)]
    assert np.array_equal(ages[0], ages[1])  # type: ignore[arg-type]
    assert not np.array_equal(ages[0], ages[2])  # type: ignore[arg-type]


def test_everybody_gives_answers_that_the_check_takes_and_only_to_what_she_is_asked() -> None:
    for row in range(0, SIZE, 40):
        answers = answers_of(people(), row, K)
        assert engine.check_answers(answers, K) == answers
        person = Person(answers, K)
        assert [name for name in answers if person.is_asked(name) is False] == []


def test_nobody_contradicts_herself() -> None:
    assert not contradicted(people(), K).any()


def test_everybody_comes_to_what_she_would_come_to_alone() -> None:
    for row in range(0, SIZE, 60):
        assert found().gist(row) == Sketch.of(answers_of(people(), row, K), K).gist


def test_shares_are_those_of_the_file() -> None:
    file = population_file.read(K)
    ages = people().columns["age"].numbers
    assert ages is not None
    for band in next(x for x in file.spreads if x.question == "age").ranges:
        share = ((ages >= band.first) & (ages <= band.last)).mean()
        assert share == pytest.approx(band.share, abs=4 * (band.share / SIZE) ** 0.5)


def test_what_she_is_asked_first_decides_what_is_spread_later() -> None:
    reader = Reader(people(), K)
    pelvis = reader.chosen("regions")["pelvis_back"]
    pregnant = reader.chosen("regions")["pelvis_back"] & (reader.option("pregnant") == 1)
    share_of_pregnant = pregnant.sum() / (reader.option("pregnant") == 1).sum()
    assert share_of_pregnant > 3 * pelvis.mean()


def test_a_whole_test_is_done_or_left_out() -> None:
    left, right = (people().columns[name] for name in ("single_bridge_left", "single_bridge_right"))
    assert np.array_equal(left.says | left.unsure, right.says | right.unsure)


def test_a_population_wants_somebody() -> None:
    with pytest.raises(ValueError, match="nobody"):
        engine.population(K, 0)


# --------------------------------------------------------------------- counts
def test_everybody_is_counted_once_and_everything_is_listed() -> None:
    assert sum(x.people for x in counts().dispositions) == SIZE
    assert sum(x.people for x in counts().plans) == SIZE
    assert [x.id for x in counts().patterns] == list(K.patterns)
    assert [x.id for x in counts().exercises] == list(K.exercises)
    assert len(counts().levels) == sum(len(x.levels) for x in K.exercises.values())


def test_counts_are_those_of_one_by_one() -> None:
    gists = [found().gist(row) for row in range(SIZE)]
    chosen = [exercise for gist in gists for exercise, _ in gist.exercises]
    assert {x.id: x.people for x in counts().exercises} == {slug: chosen.count(slug) for slug in K.exercises}
    starts = [key for gist in gists if not gist.closed for key in gist.starts]
    some = counts().levels[::9]
    assert [x.starts for x in some] == [starts.count((x.exercise, x.level)) for x in some]
    likely = [name for gist in gists for name, how in gist.patterns if how == "likely"]
    assert [x.likely for x in counts().patterns] == [likely.count(x.id) for x in counts().patterns]
    given = frozenset().union(*(gist.exercises for gist in gists))
    assert given.isdisjoint((x.exercise, x.level) for x in counts().never_given)
    assert len(given) + len(counts().never_given) == len(counts().levels)


# ------------------------------------------------------------------- the file
@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., engine.Knowledge]:
    """The knowledge, with other text in data/population.yaml."""

    def edit(old: str, new: str) -> engine.Knowledge:
        assert old in TEXT, "the test no longer fits the file"
        folder = tmp_path / "data"
        folder.mkdir(exist_ok=True)
        (folder / population_file.FILE).write_text(TEXT.replace(old, new, 1), encoding="utf-8")
        return replace(K, root=folder)

    return edit


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("question: age\n", "question: agee\n", "no question 'agee'; did you mean 'age'?"),
        ("share: 0.23", "share: 0.32", "'age': the shares come to 1.09; they want to come to 1"),
        ("{from: 75, to: 90,", "{from: 75, to: 190,", "'age': 75 to 190 is no part of 8 to 110"),
        ("possible: 0.04", "posible: 0.04", "'pregnant' has no option 'posible' to spread; did you mean 'possible'?"),
        ("{tired_only: 0.12}", "{none: 0.12}", "it follows when nothing is ticked"),
        ("when: {age: {at_most: 19}}", "when: {pain_now: {at_most: 3}}", "'pain_now' is asked after 'birth_or_loss'"),
        ("sources: [HAAKSTAD2013]", "sources: [HAAKSTAD]", "no source 'HAAKSTAD'"),
        ("- section: goals\n", "- section: gates\n", "section 'gates' stands twice"),
        ("confidence: low\n", "confidence: sure\n", "confidence: Input should be 'high', 'medium' or 'low'"),
        ("  when: {age: {at_least: 20, at_most: 44}}\n  shares: {'yes'", "  shares: {'yes'", "for everybody above"),
        ("ticks: {tired_only: 0.12}", "ranges: [{from: 0, to: 1, share: 1}]", "wants ticks, not ranges"),
        ("size: 10000", "size: 0", "greater than or equal to 1"),
    ],
)
def test_a_mistake_in_the_file_is_told_at_its_line(
    edited: Callable[..., engine.Knowledge], old: str, new: str, told: str
) -> None:
    with pytest.raises(engine.SourceError) as error:
        spreads_are_right(edited(old, new))
    line = TEXT[: TEXT.index(old)].count("\n") + 1
    problem = next(problem for problem in error.value.problems if told in problem.message)
    name, _, at = problem.where.rpartition(":")
    assert name == "data/population.yaml"
    assert 0 <= abs(int(at) - line) < 12


def test_the_lint_reads_the_file() -> None:
    assert spreads_are_right in [check.run for check in lint.CHECKS]


# ----------------------------------------------------------- the command line
@pytest.fixture
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.__main__.load", lambda root: the_knowledge())


@pytest.mark.usefixtures("_read_once")
def test_the_command_line_counts_made_up_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["population", "--size", "300", "--seed", "4", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["size"] == 300
    assert sum(x["people"] for x in told["dispositions"]) == 300
    assert main(["population", "--size", "300", "--seed", "4"]) == 0
    text = capsys.readouterr().out
    first = told["dispositions"][0]
    assert f"{first['people']:8d}  {first['people'] / 300:7.2%}  {first['name']}" in text


@pytest.mark.usefixtures("_read_once")
def test_the_command_line_counts_a_file_and_names_its_bad_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("age,regions\n30,knee;hip\n31,kneee\n,\n")
    assert main(["population", str(path)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("1 people")
    assert f"{path}: row 3: 'regions' has no option 'kneee'; did you mean 'knee'?" in told.err
    assert "1 rows were read, 1 left out as wrong, 1 rows were blank." in told.err


@pytest.mark.usefixtures("_read_once")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["population", "--size", "0"], "0 people are nobody"),
        (["population", "nowhere.csv"], "No such file"),
        (["population", "x.csv", "--size", "3"], "leave them out where a file is given"),
        (["sql", "--dialect", "klingon"], "klingon"),
    ],
)
def test_the_command_line_says_what_it_cannot_do(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert told in capsys.readouterr().err
