"""JSON Schemas of every kind of file in data/, with the vocabulary in them, so that an editor completes and checks."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import articles, model
from .body import Body
from .checks.reading import Spared
from .checks.tables import Forbidden
from .columns.population_file import PopulationFile
from .coverage import Coverage
from .figures import shape as figures
from .graph.file import GraphFile
from .handout.words import HandoutWords
from .knowledge import Knowledge
from .library_file import LibraryFile
from .overlays.file import Overlay
from .shapes import SHARED, Schema, Shapes
from .source import Problem

FOLDER = "schemas"
READ = "read.schema.json"
DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that editors of YAML read in full


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: the schema's name, the files it describes, what they are, and their shape."""

    name: str
    files: str
    what: str
    shape: Callable[[Shapes], Schema]


def schemas(knowledge: Knowledge) -> dict[str, str]:
    """Return the text of every schema by its file's name."""
    shapes = Shapes(knowledge)
    made = {f"{kind.name}.schema.json": _schema(kind, shapes) for kind in KINDS}
    made[READ] = {
        "$schema": DRAFT,
        "title": "What `python -m engine read FOLDER --json` writes",
        **_plain(articles.schema()),
    }
    made[SHARED] = {
        "$schema": DRAFT,
        "title": "The vocabulary that all files share",
        "$defs": shapes.shared(),
    }
    return {name: json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in sorted(made.items())}


def _schema(kind: Kind, shapes: Shapes) -> Schema:
    shape = kind.shape(shapes)
    return {"$schema": DRAFT, "title": kind.what, "description": f"data/{kind.files}", **shape}


def _plain(schema: Any) -> Any:
    """Return a schema of pydantic's in the words of the older draft, without the titles it makes of names."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        "definitions" if key == "$defs" else key: (
            {name: _plain(inner) for name, inner in value.items()}
            if key in ("properties", "$defs")
            else value.replace("#/$defs/", "#/definitions/")
            if key == "$ref"
            else _plain(value)
        )
        for key, value in schema.items()
        if key not in ("title", "default")
    }


def write(knowledge: Knowledge) -> list[Path]:
    """Write the schemas into the data folder, remove those of former times, and return what was written."""
    folder = knowledge.root / FOLDER
    folder.mkdir(exist_ok=True)
    texts = schemas(knowledge)
    for old in folder.glob("*.schema.json"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def stale(knowledge: Knowledge) -> list[Problem]:
    """Return a problem for every schema that is missing, not what `write` would write, or left over."""
    folder = knowledge.root / FOLDER
    texts = schemas(knowledge)
    there = {path.name: path for path in folder.glob("*.schema.json")}
    remedy = "run: python -m engine schemas"
    found = [
        Problem(f"{knowledge.root.name}/{FOLDER}/{name}", f"{'stale' if name in there else 'missing'}: {remedy}")
        for name, text in texts.items()
        if name not in there or there[name].read_text(encoding="utf-8") != text
    ]
    left = sorted(set(there) - set(texts))
    return found + [Problem(f"{knowledge.root.name}/{FOLDER}/{name}", f"left over: {remedy}") for name in left]


def editor_settings() -> dict[str, Any]:
    """Return what an editor's YAML extension wants to know: which schema goes with which files."""
    in_yaml = [kind for kind in KINDS if kind.files.endswith(".yaml")]
    return {"yaml.schemas": {f"./data/{FOLDER}/{kind.name}.schema.json": f"data/{kind.files}" for kind in in_yaml}}


def _list(entry: type[model.Entry]) -> Callable[[Shapes], Schema]:
    return lambda shapes: shapes.entries(entry)


def _one(entry: type[model.Entry]) -> Callable[[Shapes], Schema]:
    return lambda shapes: shapes.of(entry)


def _figures(shapes: Shapes) -> Schema:
    return figures.families(shapes.knowledge.root)


KINDS = (
    Kind("advice", "triage/advice.yaml", "Where to go, how fast, and what to do meanwhile", _list(model.Advice)),
    Kind("body", "body.yaml", "The figure on which she shows where it is", _one(Body)),
    Kind(
        "answers_versions",
        "answers_versions.yaml",
        "What was renamed since a file of answers was saved",
        _list(model.AnswersVersion),
    ),
    Kind("articles", "articles.yaml", "What the reader of articles looks for", _one(articles.ArticleWords)),
    Kind("consistency", "consistency.yaml", "Answers that do not fit together", _list(model.Contradiction)),
    Kind("coverage", "coverage.yaml", "The rows of the fact base, and those that are not carried", _one(Coverage)),
    Kind("countries", "triage/countries.yaml", "Whom to ring, by country", _list(model.Country)),
    Kind("demand", "levels/demand.yaml", "The scale of demand", _one(model.DemandScale)),
    Kind("dose_rules", "programme/adjustments.yaml", "Rules that make the dose smaller", _list(model.DoseRule)),
    Kind("doses", "programme/doses.yaml", "Rules of thumb of dose", _list(model.Advisory)),
    Kind("exclusions", "rules/exclusions/*.yaml", "Movements that are out", _list(model.ExclusionRule)),
    Kind("facts", "facts/*.yaml", "Named facts, derived from answers", _list(model.Fact)),
    Kind("guide_format", "guides/format.yaml", "The sections of each kind of guide", Shapes.formats),
    Kind("guides", "guides/*/*.md", "The front matter of a guide", _one(model.FrontMatter)),
    Kind("levels", "rules/levels/*.yaml", "Caps and adaptations", _list(model.LevelRule)),
    Kind("library_coverage", "library_coverage.yaml", "Whom the library is to serve, and its holes", _one(LibraryFile)),
    Kind("lint_reading", "lint_reading.yaml", "Long names that must stand", _list(Spared)),
    Kind("lint_words", "lint_words.yaml", "Words that no text may hold", _list(Forbidden)),
    Kind("moving", "programme/moving.yaml", "Rules of thumb of progression", _list(model.Advisory)),
    Kind("overlays", "overlays/*.yaml", "A professional's changes to the rules", _one(Overlay)),
    Kind("patterns", "patterns/*.yaml", "Posture patterns and common conditions", _list(model.Pattern)),
    Kind(
        "pattern_rules",
        "rules/patterns/*.yaml",
        "Findings for and against patterns",
        _list(model.PatternRule),
    ),
    Kind("people", "people/*.yaml", "Whole persons", _list(model.Person)),
    Kind("exceptions", "exceptions.yaml", "Where a law is lifted on purpose", _one(model.ExceptionToLaws)),
    Kind("laws", "laws.yaml", "The laws that are proved, in words", _list(model.Law)),
    Kind("interview", "interview.yaml", "When the check stops asking", _one(model.Interview)),
    Kind("proofs", "proofs.yaml", "What the last proof came to (generated)", _one(model.ProofRecord)),
    Kind("graph", "graph.yaml", "Weeks and muscle groups of the map of exercises", _one(GraphFile)),
    Kind(
        "figures",
        "figures/*.yaml",
        "The figures of one exercise",
        _figures,
    ),
    Kind(
        "figure_agreement", "figures/drawing/agreement.yaml", "What figures are held to", lambda _: figures.agreement()
    ),
    Kind("figure_body", "figures/drawing/body.yaml", "The woman that is drawn", lambda _: figures.body()),
    Kind(
        "figure_poses", "figures/drawing/poses.yaml", "Named poses", lambda shapes: figures.poses(shapes.knowledge.root)
    ),
    Kind("figure_props", "figures/drawing/props.yaml", "Things that she uses", lambda _: figures.props()),
    Kind(
        "figure_sketches", "figures/drawing/sketches.yaml", "Small things drawn by hand", lambda _: figures.sketches()
    ),
    Kind("figure_unseen", "figures/drawing/unseen.yaml", "What no drawing can show", lambda _: figures.unseen()),
    Kind("figures_of_patterns", "figures/patterns/*.yaml", "The drawings of one posture pattern", _figures),
    Kind("figures_of_tests", "figures/tests/*.yaml", "The drawings of one self-test", _figures),
    Kind("handout", "handout/words.yaml", "The words of what she can take with her", _one(HandoutWords)),
    Kind("groups", "ranking/groups.yaml", "The kinds of exercise, in their usual order", _list(model.ExerciseGroup)),
    Kind("population", "population.yaml", "A made-up population", _one(PopulationFile)),
    Kind("points", "ranking/points.yaml", "What each reason counts in the order", _one(model.Points)),
    Kind("questionnaire", "questionnaire/*.yaml", "A section of the questionnaire", Shapes.questionnaire),
    Kind("ranking", "rules/ranking/*.yaml", "Preferences", _list(model.RankingRule)),
    Kind("search", "search.yaml", "What people say, and what the guides call it", _list(model.LayWords)),
    Kind("shape", "programme/shape.yaml", "The size of a plan", _one(model.Shape)),
    Kind("sources", "sources.yaml", "Where statements come from", _list(model.Source)),
    Kind("stage_verdicts", "exclusions/*.yaml", "A verdict for every movement property", Shapes.verdicts),
    Kind("stop_signs", "triage/stop_signs.yaml", "When to stop an exercise", _list(model.StopSign)),
    Kind("support", "triage/support.yaml", "Help beside one private question", _one(model.Support)),
    Kind(
        "triage",
        "rules/triage/*.yaml",
        "Danger signs, and contexts that close the plan",
        _list(model.TriageRule),
    ),
    Kind("vocabulary", "vocabulary.yaml", "The closed lists", _one(model.Vocabulary)),
    Kind("well_woman", "well_woman.yaml", "The well woman", Shapes.well_woman),
    Kind("what_ifs", "what_ifs.yaml", "Changes that are often tried on the bench", _list(model.WhatIf)),
    Kind("wording", "wording.yaml", "Every sentence template", Shapes.wording),
)
