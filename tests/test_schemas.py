"""The schemas are fresh, valid, hold the vocabulary, accept every file of data/, and refuse what the loader refuses."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT7

import engine
from engine import schemas, source
from tests.draws import the_knowledge

ROOT = engine.DATA.parent


@cache
def made() -> dict[str, Any]:
    return {name: json.loads(text) for name, text in schemas.schemas(the_knowledge()).items()}


@cache
def validator(kind: str) -> Any:
    registry: Any = Registry().with_resources(
        [(name, DRAFT7.create_resource(schema)) for name, schema in made().items()]
    )
    return jsonschema.Draft7Validator(made()[f"{kind}.schema.json"], registry=registry)


def value_of(path: Path) -> Any:
    return source.read_guide(path)[0].value if path.suffix == ".md" else source.read_yaml(path).value


def mistakes(kind: str, value: Any) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator(kind).iter_errors(value)]


def test_the_schemas_are_fresh(knowledge: engine.Knowledge) -> None:
    assert schemas.stale(knowledge) == []


@pytest.mark.parametrize("kind", schemas.KINDS, ids=lambda kind: kind.name)
def test_a_schema_is_valid_and_accepts_every_file_of_its_kind(kind: schemas.Kind) -> None:
    jsonschema.Draft7Validator.check_schema(made()[f"{kind.name}.schema.json"])
    files = sorted(engine.DATA.glob(kind.files))
    assert files, f"no file is of kind {kind.name}: drop the kind"
    found = {path.name: mistakes(kind.name, value_of(path)) for path in files}
    assert not {name: told for name, told in found.items() if told}


def test_every_file_of_data_has_a_schema() -> None:
    described = {path for kind in schemas.KINDS for path in engine.DATA.glob(kind.files)}
    there = {path for pattern in ("*.yaml", "*.md") for path in engine.DATA.rglob(pattern)}
    there -= {path for path in there if path.name == "README.md"}
    assert there == described


def test_the_vocabulary_is_in_the_schemas(knowledge: engine.Knowledge) -> None:
    names = made()["names.schema.json"]["$defs"]
    _, tests, _ = names["condition"]["anyOf"]
    assert set(knowledge.questions) <= set(tests["properties"])
    pregnant = tests["properties"]["pregnant"]["anyOf"][0]["enum"]
    assert pregnant == list(knowledge.questions["pregnant"].choices)
    assert names["sources"]["enum"] == list(knowledge.sources)
    assert set(knowledge.regions) <= set(names["regions"]["enum"])
    assert names["for"]["enum"] == [*knowledge.properties, "all"]


RULE = {
    "id": "a-rule",
    "when": {"age": {"at_least": 65}},
    "for": ["prone"],
    "do": "exclude",
    "because": "It is only an example.",
    "sources": ["DESIGN"],
}


@pytest.mark.parametrize(
    "difference",
    [
        {"when": {"age": "old"}},
        {"when": {"agee": {"at_least": 65}}},
        {"when": {"age": {"at_least": 650}}},
        {"when": {"pregnant": "yess"}},
        {"when": "no_such_fact"},
        {"when": "irritability"},
        {"when": {"age": {"at_least": 65}, "pregnant": "no"}},
        {"for": ["lying_on_clouds"]},
        {"sources": ["NOBODY1900"]},
        {"do": "forbid"},
        {"why": "an unknown key"},
        {"examples": {"true": [{"agee": 70}]}},
    ],
    ids=str,
)
def test_a_schema_refuses_what_the_loader_refuses(difference: dict[str, Any]) -> None:
    assert mistakes("exclusions", [RULE]) == []
    assert mistakes("exclusions", [{**RULE, **difference}]) != []


def test_the_editor_is_told_which_schema_goes_with_which_files() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text())
    assert settings["yaml.schemas"] == schemas.editor_settings()["yaml.schemas"]
    for schema in settings["yaml.schemas"]:
        assert (ROOT / schema).is_file()
