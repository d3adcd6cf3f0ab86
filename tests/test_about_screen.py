"""About: how decisions are made, every rule and source, what is weak, when the advice last changed."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import engine
from pages.components import rules_table
from tests.draws import the_knowledge

KNOWLEDGE = the_knowledge()
_LOG = """# Changelog

## Unreleased

### Changes to advice

- 2026-12-01: A lower start
  after birth.
- 2026-11-22: First advice.

### Other changes

- 2027-01-01: Faster.

## 1.0

### Changes to advice

- 2026-10-01: Before.
"""


def about(part: str = "", **parameters: str) -> AppTest:
    """The page as a visitor opens it, perhaps with something named in the address, and one part of it."""
    at = AppTest.from_file("../app.py", default_timeout=30)
    for name, value in parameters.items():
        at.query_params[name] = value
    at.switch_page("pages/screens/about.py").run()
    return at.pills(key="about:part").set_value(part).run() if part else at


def text(at: AppTest) -> str:
    """Everything the page says, Markdown's backslashes left out."""
    kinds = (at.markdown, at.caption, at.warning, at.header)
    titles = [element.label for element in at.expander]
    return "\n".join((*(str(element.value) for kind in kinds for element in kind), *titles)).replace("\\", "")


def test_it_says_how_who_has_checked_it_its_limits_and_what_happens_to_answers() -> None:
    at = about()
    assert not at.exception
    for words in (
        "Triage",
        "No clinician has reviewed it yet",
        "not a diagnosis",
        "United Kingdom",
        "stored on your own device only",
        "stored nowhere",
    ):
        assert words in text(at)


def test_its_counts_are_those_of_the_knowledge() -> None:
    at = about("numbers")
    for name in ("questions", "self-tests", "guides", "sources", "patterns"):
        assert f"{len(getattr(KNOWLEDGE, name.replace('-', '_')))} {name}" in text(at)
    shown = {
        row["kind"]: row["rules"] for table in at.table if "rules" in table.value for _, row in table.value.iterrows()
    }
    assert shown["Danger signs"] == len(KNOWLEDGE.triage)
    assert shown["Findings for and against patterns"] == len(KNOWLEDGE.findings)
    assert shown["Life-stage verdicts"] == sum(len(stage.verdicts) for stage in KNOWLEDGE.verdicts.values())
    sources = next(table.value for table in at.table if "sources" in table.value)
    assert sources["sources"].sum() == len(KNOWLEDGE.sources)


def test_every_rule_is_in_the_rulebook_with_words_for_its_condition_and_effect() -> None:
    book = engine.rulebook(KNOWLEDGE)
    assert set(KNOWLEDGE.rules) <= {line.id for line in book}
    assert all(engine.when_in_words(line, KNOWLEDGE) and line.effect and line.at for line in book)


@pytest.mark.parametrize("kind", engine.RULE_KINDS)
def test_each_kind_of_rule_can_be_read_a_page_at_a_time(kind: str) -> None:
    at = about("rules")
    at.selectbox(key="rules:kind").set_value(kind).run()
    assert not at.exception
    assert 1 <= sum("When:" in x.value for x in at.markdown) <= 60


def test_rules_of_low_confidence_come_first() -> None:
    at = about("rules")
    at.selectbox(key="rules:kind").set_value("levels").run()
    first = next(x.value for x in at.markdown if "When:" in x.value)
    assert "confidence: low" in first


def test_every_source_comes_first_when_its_key_is_searched() -> None:
    sources = list(KNOWLEDGE.sources.values())
    assert [rules_table.find(source.id, sources)[0] for source in sources] == sources


@pytest.mark.parametrize("key", ["FINUCANE2020", "NICE_NG194", list(KNOWLEDGE.sources)[-1]])
def test_a_source_is_found_on_the_page_by_its_key(key: str) -> None:
    at = about("sources")
    at.text_input(key="sources:words").set_value(key).run()
    assert f"**{key}**" in text(at)


def test_a_source_named_in_the_address_is_shown() -> None:
    assert "**FINUCANE2020**" in text(about(source="FINUCANE2020"))


def test_the_newest_change_to_advice_is_shown() -> None:
    change = engine.last_change(engine.DATA.parent / "CHANGELOG.md")
    assert change is not None
    assert change.text in text(about())


def test_the_newest_entry_is_read_with_the_lines_that_belong_to_it(tmp_path: Path) -> None:
    path = tmp_path / "CHANGELOG.md"
    path.write_text(_LOG)
    assert engine.last_change(path) == engine.Change(date(2026, 12, 1), "A lower start after birth.")


@pytest.mark.parametrize(
    "words", ["", "# Changelog\n\n## Unreleased\n", "### Changes to advice\n\n### Other\n- 2026-01-01: x\n"]
)
def test_no_entry_is_no_change(tmp_path: Path, words: str) -> None:
    path = tmp_path / "CHANGELOG.md"
    path.write_text(words)
    assert engine.last_change(path) is None


def test_no_changelog_is_no_change(tmp_path: Path) -> None:
    assert engine.last_change(tmp_path / "CHANGELOG.md") is None


def test_a_date_that_is_no_day_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "CHANGELOG.md"
    path.write_text("### Changes to advice\n\n- 2026-13-01: x\n")
    with pytest.raises(ValueError, match="month"):
        engine.last_change(path)
