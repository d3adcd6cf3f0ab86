"""Every field of the sample articles, against what was written down by reading them (tests/expected_articles/).

The samples lie beside the project, as ../shared/site-samples, or where PLUMBLINE_SAMPLES says; without them nothing
is tested here, and the reader's own tests stand for it.
"""

import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine import source
from engine.articles import Article, Reading, read_folder

HERE = Path(__file__).parent
SAMPLES = Path(os.environ.get("PLUMBLINE_SAMPLES", HERE.parents[1] / "shared" / "site-samples"))
NUMBERED = re.compile(r"^(?:\w+ )?\d+[.:] ")
LISTS = ("steps", "key_points", "good_sensations", "stop_signs")

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample articles are not beside the project")


@cache
def expected() -> dict[str, dict[str, Any]]:
    files = sorted((HERE / "expected_articles").glob("*.yaml"))
    return {path: value for file in files for path, value in source.read_yaml(file).value.items()}


@cache
def reading() -> Reading:
    return read_folder(SAMPLES)


@cache
def lines(path: str) -> list[str]:
    return (SAMPLES / path).read_text(encoding="utf-8").split("\n")


def line_of_heading(path: str, title: str) -> int:
    """The line of a heading with this title, or with a number before it, in the sample itself."""
    titles = {i: x.lstrip("#").strip() for i, x in enumerate(lines(path), 1) if x.startswith("###")}
    [found] = [i for i, line in titles.items() if line == title or NUMBERED.sub("", line) == title]
    return found


def line_of_link(path: str, href: str, after: int = 0) -> int:
    return next(i for i, line in enumerate(lines(path), 1) if i > after and f"]({href})" in line and line[:2] == "- ")


def article(path: str) -> Article:
    return next(x for x in reading().articles if x.path == path)


def test_the_expected_values_are_of_all_samples_and_they_come_in_the_order_of_their_paths() -> None:
    paths = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*.md"))
    assert sorted(expected()) == paths
    assert [x.path for x in reading().articles] == paths


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples")
@pytest.mark.parametrize("path", sorted(expected()))
def test_every_field_is_as_a_reader_wrote_it_down(path: str) -> None:
    read, want = article(path), expected()[path]
    assert (read.kind, read.language) == (want.get("kind", "exercise"), want.get("language", "en"))
    assert read.slug == want.get("slug", Path(path).stem)
    assert read.title == want["title"]
    assert read.summary is not None
    assert read.summary.startswith(want["summary"][0])
    assert read.summary.endswith(want["summary"][1])
    facts = want.get("facts", dict.fromkeys(read.facts.model_fields_set | set(type(read.facts).model_fields)))
    assert read.facts.model_dump(mode="json") == facts
    for name in LISTS:
        said = getattr(read, name)
        count, first, last = want.get(name, [0, "", ""])
        assert len(said) == count, name
        assert not count or (said[0].startswith(first) and said[-1].startswith(last)), name
    assert read.last_reviewed == want.get("last_reviewed", "January 2025")


@pytest.mark.parametrize("path", sorted(expected()))
def test_headings_come_with_their_lines(path: str) -> None:
    read, want = article(path), expected()[path]
    for name in ("progressions", "variations"):
        titles = want.get(name, [])
        found = [(x.title, x.line) for x in getattr(read, name)]
        assert found == [(NUMBERED.sub("", x) if x[0].isdigit() else x, line_of_heading(path, x)) for x in titles], name
    mistakes = want.get("mistakes", {})
    assert [(x.title, x.line) for x in read.mistakes] == [(x, line_of_heading(path, x)) for x in mistakes]
    for mistake, (problem, fix) in zip(read.mistakes, mistakes.values(), strict=True):
        assert mistake.problem is not None
        assert mistake.fix is not None
        assert mistake.problem.startswith(problem)
        assert mistake.fix.startswith(fix)
        assert not any("**" in x or "\n" in x for x in (mistake.problem, mistake.fix))
    assert len(read.faq) == len(want.get("faq", []))
    for asked, begins in zip(read.faq, want.get("faq", []), strict=True):
        assert asked.question.startswith(begins)
        assert lines(path)[asked.line - 1] == f"### {asked.question}"
        assert lines(path)[asked.line + 1].startswith(asked.answer.split("\n")[0])
        assert asked.answer.strip("-\n ")
        assert not asked.answer.endswith("---")


@pytest.mark.parametrize("path", sorted(expected()))
def test_related_links_come_with_their_lines_and_whether_they_lead_anywhere(path: str) -> None:
    read, want = article(path), expected()[path]
    for name in ("related_exercises", "related_conditions"):
        links = [(x.slug, x.found) for x in getattr(read, name)]
        assert links == [(slug.partition(" ")[0], found) for slug, found in want.get(name, {}).items()]
        for link in getattr(read, name):
            assert f"]({link.href})" in lines(path)[link.line - 1]
            assert f"/{link.slug}/" in link.href
            dangling = [x for x in read.findings if x.line == link.line and link.href in x.what]
            assert bool(dangling) != link.found


@pytest.mark.parametrize("path", sorted(expected()))
def test_every_heading_is_a_section_and_no_word_of_the_text_is_lost(path: str) -> None:
    read = article(path)
    end = lines(path).index("---", 1) + 1
    heads = [(i, line) for i, line in enumerate(lines(path), 1) if i > end and line.startswith("#")]
    found = [(x.line, f"{'#' * x.level} {x.title}") for x in read.sections]
    assert found == heads
    shown = "\n".join(f"{x.title}\n{x.markdown}" for x in read.sections)
    text = " ".join(x for x in lines(path)[end:] if "<" not in x and not x.startswith(("#", "---")))
    assert set(text.split()) <= set(shown.split())


@pytest.mark.parametrize("path", sorted(expected()))
def test_nothing_else_is_found_than_what_a_reader_sees(path: str) -> None:
    """Dangling links and missing parts are tested above; what is left is named one by one."""
    left = [x.what for x in article(path).findings if not x.what.startswith(("the link", "no "))]
    assert [any(what.startswith(x) for x in expected()[path].get("says", [])) for what in left] == [True] * len(left)
    assert len(left) == len(expected()[path].get("says", []))
