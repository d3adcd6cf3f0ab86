"""The shape of the files in data/figures/ as JSON Schema: an editor then completes poses, angles, points and things."""

from pathlib import Path
from typing import Any

from .contacts import SIDES
from .model import Agreement, Body, Close, Extra, Figure, Prop, Sketch
from .read import ALIASES, ANGLES, KEYS, WITHIN_POSE, Figures, load
from .unseen import Unseen

Schema = dict[str, Any]
NUMBERS: Schema = {"type": "array", "items": {"type": "number"}}
PAIR: Schema = {**NUMBERS, "minItems": 2, "maxItems": 2}
QUAD: Schema = {**NUMBERS, "minItems": 4, "maxItems": 4}


def families(root: Path) -> Schema:
    """Return the schema of one family's file: its levels by id."""
    figures = load(root, frozenset({""}))
    level = {"type": "object", "properties": _level(figures), "additionalProperties": False}
    return {"type": "object", "additionalProperties": level}


def poses(root: Path) -> Schema:
    """Return the schema of the named poses."""
    figures = load(root, frozenset({""}))
    kept = {key: value for key, value in _level(figures).items() if key in WITHIN_POSE}
    pose = {"type": "object", "properties": {**kept, **_angles()["properties"]}, "additionalProperties": False}
    return {"type": "object", "additionalProperties": pose}


def body() -> Schema:
    """Return the schema of the body."""
    return Body.model_json_schema()


def agreement() -> Schema:
    """Return the schema of what figures are held to."""
    return Agreement.model_json_schema()


def props() -> Schema:
    """Return the schema of the things."""
    one = Prop.model_json_schema()
    return {"type": "array", "items": one}


def sketches() -> Schema:
    """Return the schema of the sketches."""
    one = Sketch.model_json_schema()
    return {"type": "array", "$defs": one.pop("$defs"), "items": one}


def unseen() -> Schema:
    """Return the schema of what no drawing can show."""
    return Unseen.model_json_schema()


def _level(figures: Figures) -> Schema:
    points = {"enum": _with_sides(figures.body.points)}
    areas = {"enum": [*figures.body.areas, *(side + name for side in SIDES for name in figures.body.areas)]}
    height = {"anyOf": [{"type": "number"}, {"enum": ["here", "slide"]}]}
    things = {"anyOf": [{"enum": list(figures.props)}, _one_of(figures.props)]}
    known: Schema = {
        "pose": {"enum": list(figures.poses)},
        "like": {"type": "string"},
        "view": {"enum": list(Figure.model_json_schema()["properties"]["view"]["enum"])},
        "start": _angles(),
        "via": {"type": "array", "items": _angles()},
        "end": _angles(),
        "planted": {
            "anyOf": [_many(points), {"type": "object", "propertyNames": points, "additionalProperties": height}]
        },
        "settle": {"enum": ["start", "end"]},
        "touch": {"type": "object", "propertyNames": points, "additionalProperties": points},
        "props": {"type": "array", "items": things},
        "works": {"anyOf": [areas, _many(areas)]},
        "arrow": {"anyOf": [points, _many(points)]},
        "press": {"type": "object", "propertyNames": points, "additionalProperties": PAIR},
        "circle": {"type": "object", "propertyNames": points, "additionalProperties": QUAD},
        "nudge": PAIR,
        "tempo": QUAD,
        "steps": {"type": "integer", "minimum": 1, "maximum": 5},
        "note": {"type": "string"},
        "sketch": {"enum": list(figures.sketches)},
        "close": Close.model_json_schema(),
        "more": {"type": "array", "items": Extra.model_json_schema()},
    }
    return {key: known.get(key, {"type": "boolean"}) for key in KEYS}


def _many(inner: Schema) -> Schema:
    return {"type": "array", "items": inner}


def _one_of(names: Any) -> Schema:
    properties = {name: {"type": ["object", "null"]} for name in names}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _with_sides(names: Any) -> list[str]:
    sides = [side for group in ALIASES.values() for side in group]
    return [*names, *(side + name for side in sides for name in names)]


def _angles() -> Schema:
    return {
        "type": "object",
        "properties": {name: {"type": "number"} for name in ANGLES},
        "additionalProperties": False,
    }
