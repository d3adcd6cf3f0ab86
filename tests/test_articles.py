"""The article reader on articles of our own: fields by many names, links, findings, JSON, adoption, and the shelf."""

import ast
import json
import shutil
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from streamlit.testing.v1 import AppTest

import engine
from engine.__main__ import main
from engine.articles import Article, Reading, Shelf, Target, as_json, load_words, problems, read_folder, with_articles
from engine.articles.duplicates import alike, phrases
from engine.articles.markdown import parser
from engine.articles.words import as_key
from tests import the_sheet

ROOT = engine.DATA.parent
WORDS = load_words()

LEAN = """---
title: "Wall Lean | Our Site"
category: exercises
difficulty: beginner
---
# Wall Lean

> **At a Glance:** You lean on a *wall*.

## 1. QUICK FACTS
| | |
|---|---|
| **Targets** | Calves (both), thighs; hips |
| **Difficulty** | Advanced |

## How to Do a Wall Lean
### Breathing
1. In and out
### Set-Up
1. Face the wall
### The Movement
**Step 1:** Lean, then touch:
- the wall
- the door

**Step 2:** Push off

## Key Points:
- Be **slow**
  - and calm

## Red Flags - Stop If
- It hurts

## Progressions
### Level 1: By the Door
Stand near it and lean a little.
### Level 2: With One Arm
## Common Mistakes
### Mistake 1: Hurrying
**What it looks like:** A race
**How to fix:** Count to three

## FAQ
### Is it safe?
Mostly.

## Related Exercises
- [Sit](/exercises/wall-sit/)
- [Step](../wall-stepes/)
- [Bounce](/exercises/bounces/)
## Something Else
Kept.

*Last reviewed: May 2026*
"""


def read(folder: Path, **files: str) -> Reading:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".md").write_text(text, encoding="utf-8")
    return read_folder(folder, WORDS)


def one(folder: Path, text: str) -> Article:
    [article] = read(folder, x=text).articles
    return article


def said(article: Article) -> str:
    return "\n".join(f"{x.line}: {x.what}; {x.todo}" for x in article.findings)


@pytest.fixture
def lean(tmp_path: Path) -> Article:
    reading = read(tmp_path, exercises__wall_lean=LEAN, exercises__bounce="# Bounce\n", exercises__wall_sit="# Sit\n")
    (tmp_path / "exercises" / "wall_sit.md").rename(tmp_path / "exercises" / "wall-sit.md")
    reading = read_folder(tmp_path, WORDS)
    return next(x for x in reading.articles if x.slug == "wall-lean")


def test_every_field_is_found_under_its_names(lean: Article) -> None:
    assert (lean.kind, lean.language, lean.title) == ("exercise", "en", "Wall Lean")
    assert lean.summary == "You lean on a wall."
    assert lean.facts.targets == ("Calves (both)", "thighs", "hips")
    assert lean.facts.time is None
    assert lean.steps == ("Face the wall", "Lean, then touch: the wall; the door", "Push off")
    assert lean.key_points == ("Be slow; and calm",)
    assert lean.stop_signs == ("It hurts",)
    assert [x.title for x in lean.progressions] == ["Level 1: By the Door", "Level 2: With One Arm"]
    assert [(x.title, x.problem, x.fix) for x in lean.mistakes] == [("Hurrying", "A race", "Count to three")]
    assert [(x.question, x.answer) for x in lean.faq] == [("Is it safe?", "Mostly.")]
    assert lean.last_reviewed == "May 2026"


def test_what_no_field_knows_stays_a_section(lean: Article) -> None:
    assert lean.sections[-1].title == "Something Else"
    assert lean.sections[-1].markdown.startswith("Kept.")


def test_links_are_looked_up_and_a_slip_is_told(lean: Article) -> None:
    assert [(x.slug, x.found) for x in lean.related_exercises] == [
        ("wall-sit", True),
        ("wall-stepes", False),
        ("bounces", False),
    ]
    assert "'/exercises/bounces/' leads to no article here" in said(lean)
    assert "did you mean '/exercises/bounce'?" in said(lean)


def test_contradictions_and_gaps_are_told_with_their_lines(lean: Article) -> None:
    assert "10: the difficulty contradicts itself: the facts says 'Advanced'" in said(lean)
    line = LEAN.split("\n").index("### Level 2: With One Arm") + 1
    assert f"{line}: the progression 'Level 2: With One Arm' is named but not described" in said(lean)
    assert "By the Door" not in said(lean)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("## Datos Rápidos\n| **Trabaja** | Piernas |\n| **Tiempo** | 3 min |\n{: .facts}\n", ("Piernas", "3 min")),
        ("## Données Rapides\n- **Cible:** Jambes\n- **Temps:** 3 minutes\n", ("Jambes", "3 minutes")),
        ("## Quick Facts\n\n| About | |\n|:--|--:|\n| Targets: | Legs |\n| Time | 3 |\n", ("Legs", "3")),
    ],
)  # fmt: skip
def test_facts_are_read_from_tables_kramdown_rows_and_lists(text: str, facts: tuple[str, str], tmp_path: Path) -> None:
    found = one(tmp_path, f"# T\n\n{text}").facts
    assert (found.targets, found.time) == ((facts[0],), facts[1])


def test_a_figure_becomes_its_picture_and_its_words(tmp_path: Path) -> None:
    figure = (
        '<figure class="x">\n  <img src="/a/b.svg" alt="Two [arms]">\n  <figcaption>Hold it</figcaption>\n</figure>\n'
    )
    article = one(tmp_path, f"---\ntitle: T\n---\n# T\n\n{figure}\n## A\nb\n")
    assert article.sections[0].markdown == "![Two \\[arms\\]](/a/b.svg) Hold it"
    assert article.sections[1].line == 11
    assert "taken out" not in said(article)


@pytest.mark.parametrize(
    ("file", "text", "language", "kind"),
    [
        ("es__ejercicios__a", "# T\n", "es", "exercise"),
        ("ejercicios__a", "# T\n", "es", "exercise"),
        ("x__a", "---\nlang: fr-CA\ncategory: conditions\n---\n# T\n", "fr", "condition"),
        ("a", "# T\n## Preguntas Frecuentes\n## Errores Comunes\n", "es", "other"),
        ("_life-stages__a", "# T\n", "en", "life-stage"),
        ("a", "---\npermalink: /fr/exercices/a/\n---\n# T\n", "fr", "exercise"),
    ],
)
def test_language_and_kind_are_told_by_front_matter_folder_permalink_or_headings(
    file: str, text: str, language: str, kind: str, tmp_path: Path
) -> None:
    [article] = read(tmp_path, **{file: text}).articles
    assert (article.language, article.kind) == (language, kind)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    plain = one(tmp_path, LEAN)
    (tmp_path / "x.md").write_bytes(b"\xef\xbb\xbf" + LEAN.replace("\n", "\r\n").encode())
    assert read_folder(tmp_path, WORDS).articles[0] == plain


def test_front_matter_in_toml_is_kept_as_text_and_told(tmp_path: Path) -> None:
    article = one(tmp_path, '+++\ntitle = "A"\n# not a title\n+++\n# The title\n')
    assert article.title == "The title"
    assert 'title = "A"' in article.sections[0].markdown
    assert "TOML" in said(article)


def test_a_slip_in_the_front_matter_costs_only_the_front_matter(tmp_path: Path) -> None:
    article = one(tmp_path, "---\ntitle: A: b\n---\n# The title\n\nText.\n")
    assert article.summary == "Text."
    assert "2: the front matter is left out" in said(article)


def test_a_file_called_after_nothing_has_the_name_of_its_folder(tmp_path: Path) -> None:
    read(tmp_path, conditions__flat_feet__index="# T\n", a="# A\n[x](/conditions/flat_feet/) [y](conditions/other)\n")
    reading = read_folder(tmp_path, WORDS)
    assert [x.slug for x in reading.articles] == ["a", "flat-feet"]
    assert "flat_feet" not in said(reading.articles[0])
    assert "'conditions/other' leads to no article here" in said(reading.articles[0])


def test_articles_that_are_nearly_the_same_are_told_and_others_are_not(tmp_path: Path) -> None:
    text = " ".join(f"word{i}" for i in range(300))
    other = " ".join(f"other{i}" for i in range(300))
    reading = read(tmp_path, a=f"# A\n{text}", b=f"# B\n{text} and more", c=f"# C\n{other}")
    assert "nearly the same as a.md (98% of its phrases)" in said(reading.articles[1])
    assert "nearly the same" not in said(reading.articles[0]) + said(reading.articles[2])


def test_other_processes_come_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(tmp_path, **{f"a{i}": LEAN.replace("wall", f"wall {i}") for i in range(4)})
    monkeypatch.setattr("engine.articles.reader.MANY", 2)
    assert read_folder(tmp_path, WORDS, workers=2) == reading


def test_how_alike_two_texts_are_is_the_share_of_common_phrases() -> None:
    assert alike(phrases("a b c d", 2), phrases("a b c x", 2)) == pytest.approx(2 / 4)
    assert alike(phrases("a", 2), phrases("a", 2)) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        LEAN,
        "a\nb\n\n- a\n- b\n1. c\n2. d\n   e\n",
        "a\n===\nb\n---\n**c** d\n- - e\n",
        "- a\n  - b\n    - c\n- d\n\n  e\n",
        "> a\nb\n> - c\n> d\n\n1. a\n10. b\n2) c\n",
        "a | b\n- | -\nc | d\n\na\n    b\n- c\n      d\n",
        "1. a\n2. b\n - c\n* d\n+ e\n-\nf\n- \n- g\n***\nh\n",
        "- a\n1. b\n- a\n- --\n- **b\n- *c\n**x**\n- y\n",
    ],
)
def test_the_short_cut_for_lines_agrees_with_the_parser(text: str) -> None:
    quick, plain = parser(20), parser(20)
    plain.block.ruler.disable(["one_line"])
    assert [x.as_dict() for x in quick.parse(text)] == [x.as_dict() for x in plain.parse(text)]


def test_headings_are_known_whatever_their_case_accents_signs_and_numbers() -> None:
    assert as_key("3. SEÑALES de Alerta—Detente Si:") == "senales de alerta detente si"
    assert WORDS.field_of("Signaux d’Alerte—Arrêtez Si:") == "stop_signs"
    assert WORDS.field_of("Side Plank Variations") == "variations"
    assert WORDS.alone("Level 2: On Toes") == "progressions"
    assert WORDS.alone("Beginners Welcome") is None
    assert WORDS.difficulty("Beginner to Advanced") == {"beginner", "intermediate", "advanced"}


# ----------------------------------------------------------- the command line
@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    read(path, exercises__wall_lean=LEAN)
    return path


def test_the_report_tells_file_and_line_and_the_json_fits_its_schema(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    assert main(["read", str(folder), "--json", str(out)]) == 1
    told = capsys.readouterr()
    assert "exercises/wall_lean.md:10: the difficulty contradicts itself" in told.err
    assert told.out.startswith("1 article read, 0 refused, ")
    schema = json.loads((engine.DATA / "schemas" / "read.schema.json").read_text())
    [article] = json.loads(out.read_text())
    jsonschema.Draft7Validator(schema).validate([article])
    assert list(article) == schema["definitions"]["Article"]["required"] or set(article) == set(
        schema["definitions"]["Article"]["properties"]
    )
    assert list(article)[:6] == ["path", "kind", "language", "slug", "title", "summary"]


def test_json_goes_to_standard_output_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["read", str(folder), "--json", "-"])
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_a_folder_that_is_not_there_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "no-such-folder"]) == 2
    assert "no such folder" in capsys.readouterr().err


@pytest.fixture
def data(tmp_path: Path) -> Path:
    root = tmp_path / "data"
    (root / "guides" / "conditions").mkdir(parents=True)
    (root / "guides" / "exercises").mkdir()
    for name in ("vocabulary.yaml", "articles.yaml", "questionnaire", "ranking", "patterns"):
        copy = shutil.copytree if (engine.DATA / name).is_dir() else shutil.copy
        copy(engine.DATA / name, root / name)
    for path in (engine.DATA / "guides").glob("*.template"):
        shutil.copy(path, root / "guides")
    (root / "guides" / "exercises" / "bounces.md").write_text("---\n---\n# Bounces\n")
    return root


def test_adopting_fills_in_the_facts_and_leaves_the_sentences(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(data), "read", str(folder), "--adopt", "wall-lean"]) == 0
    assert "Wrote data/guides/exercises/wall-lean.md from exercises/wall_lean.md" in capsys.readouterr().out
    text = (data / "guides" / "exercises" / "wall-lean.md").read_text()
    for line in (
        "| **Targets** | Calves (both), thighs, hips |",
        'difficulty: "advanced"',
        "    - id: by-the-door",
        "    - id: with-one-arm",
        "### With One Arm",
        "### 1. Hurrying",
        "- [Bounces](/exercises/bounces/)",
    ):
        assert f"\n{line}\n" in text
    assert "[[fill in: what goes wrong]]" in text
    for sentence in ("You lean on", "A race", "Count to three", "Mostly", "It hurts", "Face the wall"):
        assert sentence not in text


def test_a_condition_is_adopted_and_what_cannot_be_is_refused(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read(folder, conditions__cold_feet="# Cold Feet\n", tools__ruler="# Ruler\n", es__exercises__wall_lean="# A\n")
    command = ["--data", str(data), "read", str(folder), "--adopt"]
    assert main([*command, "cold-feet"]) == 0
    assert "\n# Cold Feet\n" in (data / "guides" / "conditions" / "cold-feet.md").read_text()
    for slug, why in (
        ("cold-feet", "exists"),
        ("ruler", "of kind 'tool'"),
        ("cold-feat", "did you mean 'cold-feet'?"),
        ("wall-lean", "several articles"),
        ("../../x", "no article"),
    ):
        assert main([*command, slug]) == 2
        assert why in capsys.readouterr().err


# ------------------------------------------------------------------ the app
def test_links_on_the_shelf_lead_to_articles_and_guides_that_exist(tmp_path: Path) -> None:
    text = "# T\n[a](/exercises/b/) [c](/exercises/squats/) [d](/exercises/none/) ![p](/p.png) [e](https://a.example)\n"
    reading = read(tmp_path, exercises__a=text, exercises__b="# B\n")
    shelf = Shelf(reading, {"squats"}, WORDS)
    article = shelf.articles["exercises/a.md"]
    shown = shelf.markdown(article.sections[0].markdown, article, lambda x: f"{x.kind}:{x.name}")
    assert shown == "[a](article:exercises/b.md) [c](guide:squats) d (Picture: p) [e](https://a.example)"


def test_boxes_to_tick_are_signs_because_nothing_would_keep_them(tmp_path: Path) -> None:
    reading = read(tmp_path, a="# T\n- [ ] one\n- [x] [two](b)\n")
    shelf = Shelf(reading, set(), WORDS)
    [article] = shelf.articles.values()
    assert shelf.markdown(article.sections[0].markdown, article, str) == "- ☐ one\n- ☑ two"


def test_related_links_are_ready_for_the_graph(tmp_path: Path) -> None:
    text = "# T\n## Related Exercises\n- [b](/exercises/b/)\n- [s](/exercises/squats/)\n- [n](/exercises/none/)\n"
    reading = read(tmp_path, exercises__a=text, exercises__b="# B\n")
    shelf = Shelf(reading, {"squats"}, WORDS)
    targets = [x.target for x in shelf.related(shelf.articles["exercises/a.md"])]
    assert targets == [Target("article", "exercises/b.md"), Target("guide", "squats")]


def test_nothing_that_decides_about_a_plan_knows_the_articles() -> None:
    deciding = [*(ROOT / "engine" / "stages").glob("*.py"), ROOT / "engine/pipeline.py", ROOT / "engine/knowledge.py"]
    for path in deciding:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [getattr(x, "module", "") or "" for x in ast.walk(tree) if isinstance(x, ast.ImportFrom)]
        assert not any("articles" in name.split(".") for name in names), path


@pytest.fixture
def guides(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    from pages.components import articles

    monkeypatch.setenv(articles.FOLDER, str(folder))
    articles.shelf.clear()
    articles.index.clear()
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    at.switch_page("pages/screens/guides.py")
    return at


def links_of(at: AppTest) -> list[str]:
    return list(the_sheet.links(at))


def test_articles_stand_on_a_shelf_of_their_own_and_are_found_by_the_search(guides: AppTest) -> None:
    at = guides.run()
    assert not at.exception
    assert "Articles: read only" in the_sheet.headings(at)
    the_sheet.do(at, "guides:search", "wall lean")
    assert "Wall Lean" in links_of(at)
    assert "Article: read only · Exercise · English" in the_sheet.written(at)
    the_sheet.do(at, "guides:search", "")
    the_sheet.do(at, "guides:kind", "exercise")
    assert "Articles: read only" not in the_sheet.headings(at)


def test_an_article_is_shown_whole_and_marked_as_unchecked(guides: AppTest) -> None:
    guides.query_params["article"] = "exercises/wall_lean.md"
    at = guides.run()
    assert not at.exception
    assert "Article: read only" in the_sheet.callouts(at, "warning")[0]
    assert the_sheet.title(at) == "Wall Lean"
    assert {"Something Else", "Related Exercises"} <= {*the_sheet.headings(at)}
    assert "Targets: Calves (both)" in the_sheet.written(at)
    assert "difficulty contradicts itself" in the_sheet.written(at)
    assert [language for _, language, _ in the_sheet.blocks(at, "within")] == ["en"]


def test_a_folder_that_is_not_there_is_told_and_the_guides_are_shown(
    guides: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pages.components import articles

    monkeypatch.setenv(articles.FOLDER, "/no/such/folder")
    articles.shelf.clear()
    at = guides.run()
    assert "mend PLUMBLINE_ARTICLES" in the_sheet.callouts(at, "warning")[0]
    assert "Exercises" in the_sheet.headings(at)


def test_a_reading_tells_everything_it_found_in_order(folder: Path) -> None:
    reading = read_folder(folder, WORDS)
    lines = [int(x.where.rpartition(":")[2]) for x in problems(reading)]
    assert lines == sorted(lines)
    assert len(lines) == len(json.loads(as_json(reading))[0]["findings"])


def test_articles_join_the_graph_as_read_only_nodes_without_dangling_ends(tmp_path: Path) -> None:
    related = (
        "\n## Related Exercises\n- [Squat](/exercises/squats/)\n- [B](/exercises/b/)\n- [Gone](/exercises/gone/)\n"
    )
    reading = read(tmp_path, exercises__a=f"# A\n{related}", exercises__b="# B\n", exercises__plank="# Our plank\n")
    knowledge = engine.load()
    found = with_articles(engine.graph(knowledge), Shelf(reading, knowledge.guides, WORDS))
    ends = {(edge.source, edge.target) for edge in found.edges if edge.source.startswith("article:")}
    assert ends == {
        ("article:exercises/a.md", "exercise:squats"),
        ("article:exercises/a.md", "article:exercises/b.md"),
        ("article:exercises/plank.md", "exercise:plank"),
    }
    assert found.nodes["article:exercises/b.md"].kind == "article"
    assert all(edge.target in found.nodes for edge in found.edges)
