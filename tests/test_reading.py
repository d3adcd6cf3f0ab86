"""What she reads stays at eighth grade, and the measure can tell a plain text from a hard one."""

import re
import shutil
from pathlib import Path

import pytest

import engine
from engine.checks import reading

PLAIN = (
    "Sit on a firm chair with both feet down. Stand up without your hands. Sit down again slowly. "
    "Stop if it hurts more than a little."
)
HARD = (
    "Musculoskeletal deconditioning necessitates individualised rehabilitation, notwithstanding considerable "
    "heterogeneity of symptomatology, and professional examination is invariably recommended beforehand for "
    "anybody affected by it."
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data folder, for mistakes."""
    return Path(shutil.copytree(engine.DATA, tmp_path / "data"))


def found(data: Path) -> list[str]:
    return [str(problem) for problem in reading.words_are_plain(engine.load(data))]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("back", 1),
        ("ache", 1),
        ("knee", 1),
        ("the", 1),
        ("little", 2),
        ("table", 2),
        ("moved", 1),
        ("lifted", 2),
        ("sides", 1),
        ("exercises", 4),
        ("pregnancy", 3),
        ("posture", 2),
    ],
)
def test_syllables_are_vowel_groups_without_silent_endings(word: str, count: int) -> None:
    assert reading.syllables(word) == count


def test_a_plain_text_is_told_from_a_hard_one() -> None:
    assert reading.grade(PLAIN) < 4
    assert reading.grade(HARD) > 16


def test_the_grade_is_that_of_the_formula() -> None:
    """Twenty words of one syllable in two sentences: 0.39 * 10 + 11.8 * 1 - 15.59."""
    text = "I sit on a low seat with both feet down. I stand up and walk to the door right now."
    assert reading.grade(text) == pytest.approx(0.39 * 10 + 11.8 - 15.59)


def test_splitting_a_sentence_lowers_the_grade() -> None:
    assert reading.grade(PLAIN) < reading.grade(PLAIN.replace(". S", ", s"))


def test_a_colon_ends_a_sentence_and_a_decimal_point_does_not() -> None:
    text = "a b c d e f g h i j k l m n o p q r s t"
    assert reading.grade(text.replace("j k", "j: k")) < reading.grade(text)
    assert reading.grade(text.replace("j k", "j 1.5 k")) == reading.grade(text)


def test_a_short_text_has_no_grade() -> None:
    assert reading.grade("Musculoskeletal deconditioning necessitates rehabilitation.") == 0


def test_a_spared_word_counts_as_one_syllable() -> None:
    text = f"{PLAIN} See a physiotherapist."
    assert reading.grade(text, frozenset({"physiotherapist"})) < reading.grade(text)


def test_everything_she_reads_is_plain() -> None:
    assert list(reading.words_are_plain(engine.load())) == []


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("questionnaire/10-gates.yaml", "why"),
        ("rules/triage/spine.yaml", "do"),
        ("rules/levels/pain.yaml", "because"),
        ("triage/advice.yaml", "how_fast"),
        ("exclusions/pregnancy_t2.yaml", "note"),
    ],
)
def test_a_hard_text_is_found_wherever_she_may_read_it(file: str, key: str, data: Path) -> None:
    path = data / file
    changed, times = re.subn(rf"(?m)^( +){key}: .*\n(?:\1 +.*\n)*", rf"\1{key}: {HARD}\n", path.read_text(), count=1)
    assert times == 1, "the test no longer fits the file"
    path.write_text(changed)
    assert [line for line in found(data) if line.startswith(f"data/{file}:") and "Musculoskeletal" in line]


def test_what_only_a_clinician_reads_is_left_alone(data: Path) -> None:
    path = data / "rules/triage/spine.yaml"
    path.write_text(path.read_text().replace("  for_clinician: Cauda equina syndrome", f"  for_clinician: {HARD}", 1))
    assert HARD in path.read_text()
    assert found(data) == []


def test_a_spared_word_that_no_text_needs_is_told(data: Path) -> None:
    path = data / "lint_reading.yaml"
    path.write_text(path.read_text() + "- words: [otorhinolaryngology]\n  because: It is a name.\n")
    assert [line for line in found(data) if "'otorhinolaryngology': no text needs it any more" in line]
