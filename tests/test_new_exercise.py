"""A new exercise: its skeleton is whole, the lint names every place to fill in, and a filled one is sound."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import engine
from engine import lint, new_exercise
from engine.__main__ import main
from engine.checks import figures
from engine.checks.tables import formats
from tests.draws import the_knowledge

SLUG = "wall-press"
GUIDE = f"data/guides/exercises/{SLUG}.md"
FRONT = {
    "one sentence for a search engine": "How to press a wall in two levels, with doses and stop signs.",
    "a list of what people type": "[wall press]",
    "today, like": "2026-11-22",
    "the same day": "2026-11-22",
    "minutes, a whole number": "5",
    "beginner, intermediate": "beginner",
    "the name, as it stands": "Wall press",
    "a list of other names": "[]",
    "one of knee_dominant": "push",
    "a list of what it loads": "[shoulder, wrist_hand]",
    "one of hip_flexor_tightness": "desk_posture",
    "A, B, C or D": "C",
    "a list of keys": "[DESIGN]",
    "a list out of less_pain": "[strength]",
    "a list out of mat": "[]",
    "the easiest level": "first-press",
    "the next level": "second-press",
    "0 to 5, by": "0",
    "more than the level before": "1",
    "the fewest and the most": "[5, 8]",
    "such as [8, 12]": "[8, 10]",
    "true or false": "false",
    "how long the lower dose": "90",
    "only the axes that differ": "{effort: [working]}",
    "a list, or an empty list": "[]",
    "a fact of data/facts": "null",
}
AXES = {"position": "standing", "place": "upright", "wrists": "forearms_or_fists", "load": "none"}
FIRST_VALUES = ["[even]", "[neutral]", "[mid]", "[soft]", "[low]", "[neutral]", "[easy]", "[slow]", "[nothing]"]
LINKS = {
    "links such as [Squats]": "[Squats](/exercises/squats/)",
    "links such as [Lower Back Pain]": "[Lower Back Pain](/conditions/lower-back-pain/)",
    "every key used above": "`DESIGN`: our own choice. Confidence: low",
    "month and year": "November 2026",
    "the muscle that works most": "serratus anterior",
    "a muscle that helps": "triceps",
}
WORDS = [
    "amber",
    "birch",
    "cedar",
    "delta",
    "ember",
    "fjord",
    "grove",
    "heath",
    "inlet",
    "jetty",
    "knoll",
    "lagoon",
    "meadow",
    "north",
    "orchard",
    "pond",
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data folder."""
    return Path(shutil.copytree(engine.DATA, tmp_path_factory.mktemp("new") / "data"))


@pytest.fixture
def data(whole: Path) -> Iterator[Path]:
    """The copy, as it was before."""
    groups = whole / "ranking/groups.yaml"
    before = groups.read_text()
    yield whole
    groups.write_text(before)
    (whole.parent / GUIDE).unlink(missing_ok=True)
    (whole / f"figures/{SLUG}.yaml").unlink(missing_ok=True)


@pytest.fixture
def skeleton(data: Path) -> Path:
    return new_exercise.write(SLUG, data)


def marks(text: str) -> int:
    return text.count("[[fill in: ")


def told(data: Path) -> list[str]:
    return [str(problem) for problem in lint.lint(data)]


def each_mark(text: str, with_: Callable[[str], str]) -> str:
    """Return the text with every mark replaced, from the innermost bracket out."""
    while (start := text.find("[[fill in: ")) >= 0:
        end = start + 11 + len(next(new_exercise._marks(text[start : text.index("\n", start)]))) + 2
        text = text[:start] + with_(text[start + 11 : end - 2]) + text[end:]
    return text


def filler() -> Callable[[str], str]:
    """Return what fills a mark: a sound answer in the front matter, sentences of its own in the text."""
    firsts, count = iter(FIRST_VALUES), iter(range(10_000))

    def fill(asked: str) -> str:
        known = FRONT | LINKS
        axis = asked.partition(",")[0]
        if axis in AXES:
            return AXES[axis]
        if ", a list of one or more of " in asked:
            return next(firsts)
        for words, answer in known.items():
            if asked.startswith(words):
                return answer
        i = next(count)
        return f"Press {WORDS[i % 16]} and {WORDS[i // 16]} as you rise."

    return fill


def filled(text: str) -> str:
    return each_mark(text, filler())


# ------------------------------------------------------------- the skeleton
def test_the_skeleton_has_every_section_of_the_format_in_order(skeleton: Path) -> None:
    form = formats(the_knowledge())["exercise"]
    text = skeleton.read_text()
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == list(form.sections)
    for title, parts in form.parts.items():
        section = text.split(f"## {title}\n")[1].split("\n## ")[0]
        assert re.findall(r"^### (.+)$", section, re.MULTILINE) == list(parts)
    for title, least in form.at_least.items():
        assert text.split(f"## {title}\n")[1].split("\n## ")[0].count("### ") >= least


def test_the_skeleton_asks_every_axis_and_offers_the_names_that_exist(skeleton: Path) -> None:
    text, knowledge = skeleton.read_text(), the_knowledge()
    for axis in knowledge.vocabulary.axes:
        line = next(line for line in text.splitlines() if line.startswith(f"    {axis.id}: "))
        assert all(value.id in line for value in axis.values)
    for names in (knowledge.groups, knowledge.patterns, knowledge.regions, knowledge.questions["goals"].options):
        assert all(name in text for name in names)


def test_untouched_it_fails_the_lint_which_names_every_place_with_its_line_and_nothing_else(
    skeleton: Path, data: Path
) -> None:
    text = skeleton.read_text()
    found = told(data)
    assert len(found) == marks(text) > 60
    assert all(re.fullmatch(rf"{GUIDE}:\d+: to fill in: .{{3,}}", line) for line in found)
    for line in found:
        _, number, _, asked = line.split(":", 3)
        assert asked.strip() in text.splitlines()[int(number) - 1]


def test_the_command_line_names_them_one_after_the_other(
    skeleton: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(data), "lint"]) == 2
    lines = [int(line.split(":")[1]) for line in capsys.readouterr().err.splitlines()]
    assert lines == sorted(lines)
    assert skeleton.read_text().splitlines()[lines[0] - 1].startswith("title:")


def test_a_place_that_is_filled_is_named_no_more(skeleton: Path, data: Path) -> None:
    text = skeleton.read_text()
    before = told(data)
    skeleton.write_text(text.replace("[[fill in: A, B, C or D]]", "C"))
    after = told(data)
    assert [line for line in before if line not in after] == [line for line in before if "A, B, C or D" in line]


def test_filled_but_in_no_group_it_is_told_to_list_it(skeleton: Path, data: Path) -> None:
    skeleton.write_text(filled(skeleton.read_text()))
    assert told(data) == [f"{GUIDE}: '{SLUG}' is of group 'push': list it there in ranking/groups.yaml"]


def test_filled_listed_and_drawn_it_is_an_exercise_and_the_lint_is_content(skeleton: Path, data: Path) -> None:
    skeleton.write_text(filled(skeleton.read_text()))
    groups = data / "ranking/groups.yaml"
    groups.write_text(groups.read_text().replace("[push-ups,", f"[push-ups, {SLUG},"))
    before = {str(problem) for problem in lint.lint()}
    found = set(told(data)) - before
    assert len(found) == 2
    assert all(f"has no figure: draw it in data/figures/{SLUG}.yaml" in line for line in found)
    drawn = (data / "figures/push-ups.yaml").read_text().partition("\nknee-push-up:")[0]
    drawn = drawn.replace("wall-push-up:", "first-press:").replace("worktop-push-up:", "second-press:")
    (data / f"figures/{SLUG}.yaml").write_text(drawn)
    knowledge = engine.load(data)
    assert [*figures.levels_have_figures(knowledge), *figures.figures_are_true(knowledge, SLUG)] == []
    exercise = knowledge.exercises[SLUG]
    assert [level.id for level in exercise.levels] == ["first-press", "second-press"]


@pytest.mark.parametrize(
    "broken", ["[[fill in: ", "[[fill in: never closed [[", "x: [[fill in: a]] [[fill in: b]] [[fill in: c"]
)
def test_a_mark_that_is_not_closed_is_named_all_the_same(broken: str, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"---\n\xff\n" + broken.encode() + b"\n")
    assert len(new_exercise.to_fill(path, "x.md")) == broken.count("[[fill in: ")
    assert {problem.where for problem in new_exercise.to_fill(path, "x.md")} == {"x.md:3"}


def test_no_guide_has_a_mark_and_the_template_is_no_guide(knowledge: engine.Knowledge) -> None:
    assert not [x for x in knowledge.guides.values() if "fill in:" in x.title]
    assert not [path for path in engine.DATA.glob("guides/*/*.md") if new_exercise.to_fill(path, path.name)]


# -------------------------------------------------------------- the command
def test_the_command_writes_it_and_says_what_comes_next(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "new-exercise", SLUG]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Wrote {GUIDE}.")
    assert "data/ranking/groups.yaml" in said
    assert (data.parent / GUIDE).is_file()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Wall Press", "try 'wall-press'"),
        ("wall_press", "try 'wall-press'"),
        ("../../wall-press", "try 'wall-press'"),
        ("", "'' cannot be the name of a guide"),
        ("ärm", "cannot be the name of a guide"),
        ("wall-sits", "data/guides/exercises/wall-sits.md exists: edit it, or take another name"),
        ("kyphosis", "data/guides/conditions/kyphosis.md exists: edit it, or take another name"),
    ],
)
def test_a_bad_or_a_taken_name_is_refused_and_nothing_is_written(
    name: str, said: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in data.glob("guides/*/*")}
    assert main(["--data", str(data), "new-exercise", "--", name]) == 2
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in data.glob("guides/*/*")} == before


def test_a_skeleton_is_never_written_over(skeleton: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    skeleton.write_text("mine")
    assert main(["--data", str(data), "new-exercise", SLUG]) == 2
    assert skeleton.read_text() == "mine"
    assert f"{GUIDE} exists" in capsys.readouterr().err
