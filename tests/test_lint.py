"""The content is whole; and each mistake of tests/bad_data is found, at its line, in the words that say what to do."""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import engine
from engine import lint, source
from engine.condition import parse, unparse
from engine.english import say, say_fact
from engine.sentences import Sentence

HERE = Path(__file__).parent
DRAWING = ("figures-are-true", "self-tests-are-drawn", "patterns-are-drawn")
SLOW = (
    *DRAWING,
    "words-are-calm",
    "words-are-plain",
    "fact-base-is-covered",
    "graph-is-sound",
    "overlays-are-sound",
    "what-ifs-do-something",
)  # run only for a mistake that they find
OVERLAYS = sorted((HERE / "bad_data").glob("*.yaml"))
WORDING_KEY = re.compile(r"""wording(?:\[|\.get\()["']([a-z_]+)["']""")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data folder, for mistakes."""
    return Path(shutil.copytree(engine.DATA, tmp_path_factory.mktemp("lint") / "data"))


def overlay(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = source.read_yaml(path).value
    return value


@pytest.fixture
def mistake(request: pytest.FixtureRequest, data: Path) -> Iterator[dict[str, Any]]:
    """Apply one mistake to the copy, and take it back."""
    wrong = overlay(request.param)
    path = data / wrong["file"]
    before = path.read_bytes()
    text = before.decode()
    assert wrong.get("replace", "") in text, "the overlay no longer fits the file: mend the overlay"
    changed = text.replace(wrong["replace"], wrong["with"], 1) if "replace" in wrong else text + wrong["append"]
    path.write_bytes(changed.encode(wrong.get("encoding", "utf-8"), errors="ignore"))
    yield {**wrong, "expect": expected(wrong, changed, data)}
    path.write_bytes(before)


def expected(wrong: dict[str, Any], changed: str, data: Path) -> str:
    where = (data / wrong["line_in"]).read_text() if "line_in" in wrong else changed
    other = (data / wrong["other_file"]).read_text() if "other_file" in wrong else ""
    places = {
        "line": wrong.get("line") or line_of(wrong.get("line_of", ""), where),
        "other": line_of(wrong.get("other_line_of", ""), other),
    }
    words: str = wrong["expect"]
    for name, number in places.items():
        words = words.replace(f"{{{name}}}", str(number))
    return words


def line_of(text: str, whole: str) -> int:
    """Return the line, from 1, on which a text stands first."""
    return whole[: whole.index(text)].count("\n") + 1


@cache
def before() -> frozenset[str]:
    """Return what is wrong without any mistake of ours: nothing, or another test says so."""
    return frozenset(problem.message for problem in lint.lint())


def test_the_content_is_whole() -> None:
    assert lint.lint() == ()


def test_success_says_what_was_checked(knowledge: engine.Knowledge) -> None:
    said = lint.counted(knowledge)
    assert re.fullmatch(r"\d+ rules, \d+ facts, .*\d+ people, \d+ sources, \d+ checks", said)
    assert f"{len(knowledge.rules)} rules, {len(knowledge.facts)} facts" in said


def test_every_check_has_a_name_and_a_scope_of_one_line() -> None:
    names = [check.name for check in lint.CHECKS]
    assert len(set(names)) == len(names)
    assert all("\n" not in check.scope for check in lint.CHECKS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", name) for name in names)


@pytest.mark.parametrize("mistake", OVERLAYS, ids=lambda path: path.stem, indirect=True)
def test_a_mistake_is_found_at_its_line_in_words_that_say_what_to_do(
    mistake: dict[str, Any], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = [x for x in lint.CHECKS if x.name not in SLOW or f"[{x.name}]" in mistake["expect"]]
    monkeypatch.setattr(lint, "CHECKS", needed)
    found = [str(problem) for problem in lint.lint(data) if problem.message not in before()]
    assert mistake["expect"] in found
    if not mistake.get("among"):
        assert found == [mistake["expect"]], "one mistake, one message"


def test_all_mistakes_are_told_at_once(data: Path) -> None:
    spine, points = data / "rules/triage/spine.yaml", data / "ranking/points.yaml"
    before = spine.read_text(), points.read_text()
    spine.write_text(before[0].replace("  advice: ", "  advise: ", 1))
    points.write_text(before[1].replace("goal: 2", "goal: two", 1))
    found = "\n".join(map(str, lint.lint(data)))
    spine.write_text(before[0])
    points.write_text(before[1])
    assert "unknown key 'advise'" in found
    assert "goal: Input should be a valid integer" in found


def test_every_sentence_that_the_engine_uses_is_in_the_wording(knowledge: engine.Knowledge) -> None:
    root = Path(engine.__file__).parent
    code = "\n".join(path.read_text() for path in sorted(root.rglob("*.py")))
    assert set(WORDING_KEY.findall(code)) <= set(knowledge.wording)


def test_a_sentence_that_cannot_be_filled_in_says_what_it_may_hold() -> None:
    with pytest.raises(source.SourceError, match=r"'Eat \{fruit\}' cannot be filled in: it may hold \{dose\}"):
        Sentence("Eat {fruit}").format(dose="one")


def test_a_condition_survives_being_written_and_read_again(knowledge: engine.Knowledge) -> None:
    trees = [rule.when for rule in knowledge.rules.values()]
    trees += [question.enable_when for question in knowledge.questions.values() if question.enable_when]
    trees += [fact.when for fact in knowledge.facts.values() if fact.when]
    assert all(parse(unparse(tree)) == tree for tree in trees)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("pregnancy_t2", "pregnancy, week 14 to 27"),
        (
            {"all": [{"pregnant": "yes"}, {"pregnancy_week": {"at_least": 14, "at_most": 27}}]},
            "Are you pregnant?: Yes, and How many weeks pregnant are you?: from 14 to 27 weeks",
        ),
        ({"age": {"at_least": 65}}, "How old are you?: 65 years or more"),
        ({"pregnant": ["yes", "possible"]}, "Are you pregnant?: Yes or Maybe, or I am trying"),
        ({"not": {"pregnant": "yes"}}, "not (Are you pregnant?: Yes)"),
        (
            {"any": ["age_65_plus", {"all": ["pregnancy_t1", "pregnancy_t2"]}]},
            "being 65 or older, or (pregnancy, up to week 13, and pregnancy, week 14 to 27)",
        ),
    ],
)
def test_a_condition_is_said_in_plain_english(raw: Any, said: str, knowledge: engine.Knowledge) -> None:
    assert say(parse(raw), knowledge) == said


def test_every_condition_and_every_fact_can_be_said(knowledge: engine.Knowledge) -> None:
    said = [say(rule.when, knowledge) for rule in knowledge.rules.values()]
    said += [say_fact(fact, knowledge) for fact in knowledge.facts.values()]
    assert all(said)
