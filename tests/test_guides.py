"""A guide's body is split into its sections, and nothing of it is lost."""

import pytest

import engine
from engine.guides import headings, split
from tests.draws import the_knowledge

BODY = """
# Hip thrusts

> **At a Glance:** One sentence.
> Another.

## Why It Helps
It may.

## Progressions
First this.

### Floor bridge
Easy.

#### A detail
Small.

### Bench
Harder.

## Sources
- `A`: b

---
*Last reviewed: November 2026*
"""


def test_title_glance_and_last_review_are_found() -> None:
    title, glance, _, reviewed = split(BODY)
    assert (title, glance, reviewed) == ("Hip thrusts", "One sentence. Another.", "Last reviewed: November 2026")


def test_sections_hold_their_parts() -> None:
    _, _, sections, _ = split(BODY)
    assert [section.title for section in sections] == ["Why It Helps", "Progressions", "Sources"]
    assert sections[1].markdown == "First this."
    assert [part.title for part in sections[1].parts] == ["Floor bridge", "A detail", "Bench"]
    assert sections[1].parts[0].markdown == "Easy."


def test_the_last_section_ends_before_the_date_of_review() -> None:
    assert split(BODY)[2][-1].markdown == "- `A`: b"


def test_a_hash_in_a_code_block_is_no_heading() -> None:
    assert [x.title for x in headings("# A\n\n```\n## not this\n```\n\n## B\n")] == ["A", "B"]


def test_a_body_without_headings_has_no_sections() -> None:
    assert split("just text") == ("", "", (), "")


@pytest.mark.parametrize("slug", sorted(the_knowledge().guides))
def test_every_heading_of_every_guide_is_in_a_section(slug: str, knowledge: engine.Knowledge) -> None:
    guide = knowledge.guides[slug]
    path = next(knowledge.root.glob(f"guides/*/{slug}.md"))
    written = [
        line.lstrip("#").strip() for line in path.read_text("utf-8").split("\n") if line.startswith(("## ", "### "))
    ]
    found = [title for section in guide.sections for title in (section.title, *(x.title for x in section.parts))]
    assert found == written
    assert guide.title
    assert guide.glance
    assert guide.last_reviewed


def test_a_section_is_found_by_its_title(knowledge: engine.Knowledge) -> None:
    guide = next(iter(knowledge.guides.values()))
    assert guide.section(guide.sections[0].title) is guide.sections[0]
    assert guide.section("no such title") is None
