"""The strict reader: YAML 1.2 words, the line of every value, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from engine.source import SourceError, parse_yaml, read_guide, read_yaml


def value(text: str) -> Any:
    return parse_yaml(text, "x.yaml").value


def refusal(text: str) -> str:
    with pytest.raises(SourceError) as error:
        parse_yaml(text, "x.yaml")
    return str(error.value)


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "off", "No", "YES", "y", "n", "0o7x", "1_000", "12:30", "0x1F", "1e", "."]
)
def test_words_that_other_yaml_bends_stay_text(word: str) -> None:
    assert value(f"a: {word}") == {"a": word}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("12", 12),
        ("-3", -3),
        ("0.5", 0.5),
        ("1e3", 1000.0),
        ("'12'", "12"),
        ('"true"', "true"),
        ("'no'", "no"),
        ("2026-11-22", "2026-11-22"),
    ],
)
def test_plain_scalars_are_read_as_yaml_1_2(text: str, expected: Any) -> None:
    found = value(f"a: {text}")["a"]
    assert found == expected
    assert type(found) is type(expected)


def test_every_value_knows_its_line() -> None:
    document = parse_yaml(
        "# a comment\n\nrules:\n- id: one\n  when:\n    all:\n    - a\n    - b: 'yes'\n", "data/x.yaml"
    )
    assert document.where(("rules", 0, "id")) == "data/x.yaml:4"
    assert document.where(("rules", 0, "when", "all", 1, "b")) == "data/x.yaml:8"
    assert document.where(("rules", 0, "not there", 3)) == "data/x.yaml:4"
    assert document.where() == "data/x.yaml:3"


def test_a_key_that_stands_twice_is_refused_at_its_second_line() -> None:
    assert refusal("a: 1\nb: 2\na: 3\n") == "x.yaml:3: key 'a' stands twice: keep one"


def test_all_problems_are_told_at_once() -> None:
    assert refusal("a: 1\na: 2\nb: {c: 1, c: 2}\n").count("stands twice") == 2


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x\n", "a: &x [1]\n", "a: &x\n  b: *x\n"])
def test_anchors_and_aliases_are_refused(text: str) -> None:
    assert "anchors and aliases are not allowed: write the value out" in refusal(text)


def test_aliases_of_aliases_are_refused_before_they_grow() -> None:
    text = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 20)}]\n" for i in range(1, 12))
    assert "anchors and aliases are not allowed" in refusal(text)


@pytest.mark.parametrize("depth", [60, 5000])
def test_nesting_without_end_is_refused(depth: int) -> None:
    assert "nested deeper than" in refusal("a: " + "[" * depth + "]" * depth)


@pytest.mark.parametrize(
    "text", ["a: [1, 2", "a: 'x", "a: b: c", "\ta: 1", "a: 1\n---\nb: 2\n", "- a\nb: 1", "a: *nobody", "a: \x07"]
)
def test_what_is_not_yaml_is_refused_with_its_line(text: str) -> None:
    assert refusal(text).startswith("x.yaml:")
    assert "not YAML" in refusal(text)


def test_a_key_must_be_text() -> None:
    assert value("1: a\ntrue: b\n") == {"1": "a", "true": "b"}
    assert "a key is plain text" in refusal("? [a, b]\n: c\n")


def test_an_empty_file_is_empty() -> None:
    assert value("") is None
    assert value("# only a comment\n") is None


def test_windows_line_ends_and_marks_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("\ufeffa: 'no'\r\nb: |\r\n  one\r\n  two\r\n".encode())
    document = read_yaml(path, "x.yaml")
    assert document.value == {"a": "no", "b": "one\ntwo\n"}
    assert document.where(("b",)) == "x.yaml:2"


def test_a_guide_is_front_matter_and_body(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes("\ufeff---\r\ntitle: A\r\nslug: b\r\n---\r\n# A\r\n\r\ntext\r\n".encode())
    front, body = read_guide(path, "x.md")[:2]
    assert front.value == {"title": "A", "slug": "b"}
    assert front.where(("slug",)) == "x.md:3"
    assert body == "# A\n\ntext\n"


@pytest.mark.parametrize("text", ["", "# A\n", "---\ntitle: A\n# no end\n", " ---\na: 1\n---\n"])
def test_a_guide_without_front_matter_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="no front matter: begin the file with '---'"):
        read_guide(path, "x.md")


def test_a_mistake_in_front_matter_is_found_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("---\na: 1\na: 2\n---\n# A\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"x\.md:3: key 'a' stands twice"):
        read_guide(path, "x.md")


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.yaml: cannot be read"):
        read_yaml(tmp_path / "nowhere.yaml", "nowhere.yaml")
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: caf\xe9\n")
    with pytest.raises(SourceError, match=r"not UTF-8 at byte 6: save the file as UTF-8"):
        read_yaml(path, "x.yaml")


def test_problems_are_sorted_and_told_once() -> None:
    with pytest.raises(SourceError) as error:
        parse_yaml("a: {b: 1, b: 2, b: 3}\n", "x.yaml")
    assert [str(problem) for problem in error.value.problems] == ["x.yaml:1: key 'b' stands twice: keep one"]
