"""The shape of each kind of entry as JSON Schema, made from the typed models, with the names that exist now."""

from collections.abc import Iterator
from typing import Any

from . import model
from .checks.tables import GuideFormat
from .knowledge import Knowledge
from .names import closed_lists, is_free

Schema = dict[str, Any]
SHARED = "names.schema.json"
PREFIX = "#/$defs/"


class Shapes:
    """Makes schemas from the typed models and the knowledge as it is."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        parts = {name: getattr(knowledge, name) for name in ("vocabulary", "sources", "patterns", "advice", "facts")}
        self.lists = closed_lists({**parts, "questions": knowledge.questions, "self_tests": knowledge.self_tests})
        self.extra = {
            "without": [section.id for section in knowledge.vocabulary.sections],
            "section": [section.id for section in knowledge.vocabulary.sections],
            "leave_out": list(knowledge.exercises),
            "must_have": list(knowledge.exercises),
            "must_not_have": list(knowledge.exercises),
            "fires": [*knowledge.rules, *(item.id for item in knowledge.contradictions)],
        }

    # ---------------------------------------------------------------- entries
    def entries(self, entry: type[model.Entry]) -> Schema:
        """Return the schema of a list of entries."""
        inner = self.of(entry)
        definitions = inner.pop("$defs", {})
        return {"type": "array", "items": inner, "$defs": definitions}

    def of(self, entry: type[model.Entry]) -> Schema:
        """Return the schema of one entry, as it stands in its file."""
        raw = entry.model_json_schema(by_alias=True, mode="validation")
        kept = {name: inner for name, inner in raw.get("$defs", {}).items() if name not in _SHARED_ELSEWHERE}
        named: Schema = self._named({**raw, "$defs": kept})
        return named

    # ---------------------------------------------------------- the vocabulary
    def _named(self, schema: Any) -> Any:
        """Put the names that exist into every object of a schema, and take out what no file says."""
        if isinstance(schema, list):
            return [self._named(item) for item in schema]
        if not isinstance(schema, dict):
            return schema
        if not isinstance(schema.get("properties"), dict):
            return {key: self._named(value) for key, value in schema.items() if key != "title"}
        properties = {k: v for k, v in schema["properties"].items() if k != "at" and not _is_derived(k, schema)}
        named = {key: self._property(key, value, properties) for key, value in properties.items()}
        rest = {key: self._named(value) for key, value in schema.items() if key not in ("properties", "title")}
        return {**rest, "properties": named}

    def _property(self, key: str, schema: Schema, siblings: Schema) -> Schema:
        if key in _BY_KEY and "property" not in siblings:
            return _BY_KEY[key]
        if key == "movement":
            return _ref("movement" if "levels" in siblings else "movement_differences")
        if key == "patterns" and "additionalProperties" in schema:
            return {**self._named(schema), "propertyNames": _ref("patterns")}
        if key == "levels" and "patternProperties" in schema:
            return {**self._named(schema), "propertyNames": _ref("must_have")}
        if key in self.extra or (key in self.lists and not is_free(key, siblings)):
            return _named_items(self._named(schema), key)
        named: Schema = self._named(schema)
        return named

    # ------------------------------------------------------------ shared parts
    def shared(self) -> Schema:
        """Return the definitions that the schemas share: names, conditions, answers, movement."""
        lists = {key: {"enum": list(known)} for key, (_, known) in self.lists.items() if key not in _BY_KEY}
        extra = {key: {"enum": known} for key, known in self.extra.items()}
        return {
            **lists,
            **extra,
            "condition": self._condition(),
            "answers": _closed(self._answers(), ()),
            "example": self._example(),
            "examples": _EXAMPLES,
            "movement": {
                **self._movement(),
                "required": [axis.id for axis in self.knowledge.vocabulary.axes],
            },
            "movement_differences": self._movement(),
        }

    def _condition(self) -> Schema:
        facts = [fact.id for fact in self.knowledge.facts.values() if not fact.has_value]
        return {
            "description": "a fact; all, any, not; at_least n of; question: option; question: {at_least, at_most}",
            "anyOf": [
                {"enum": facts},
                {
                    "type": "object",
                    "properties": dict(self._tests()),
                    "additionalProperties": False,
                    **_ONE_KEY,
                },
                _AT_LEAST_OF,
            ],
        }

    def _tests(self) -> Iterator[tuple[str, Schema]]:
        some = {"type": "array", "items": _here("condition"), "minItems": 1}
        yield from (("all", some), ("any", some), ("not", _here("condition")))
        for question in self.knowledge.questions.values():
            test = _bounds(question.min, question.max) if question.is_number else _one_or_more(list(question.choices))
            yield question.id, {"description": question.text, **test}
        for fact in self.knowledge.facts.values():
            if fact.has_value:
                test = _one_or_more(list(fact.product.bands)) if fact.product else _bounds(None, None)
                yield fact.id, {"description": fact.label, **test}

    def _answers(self) -> Schema:
        return {question.id: self._answer(question) for question in self.knowledge.questions.values()}

    def _answer(self, question: model.Question) -> Schema:
        unsure = ["not_sure"] if question.not_sure else []
        options = [*question.choices, *unsure]
        if question.is_number:
            number = {"type": "number", "minimum": question.min, "maximum": question.max}
            forms: list[Schema] = [number, {"enum": [*unsure, None]}]
        elif question.type == "many_of":
            listed = {"type": "array", "items": {"enum": options}, "minItems": 1, "uniqueItems": True}
            forms = [listed, {"enum": [*unsure, None]}]
        else:
            forms = [{"enum": [*options, None]}]
        return {"description": question.text, "anyOf": forms}

    def _example(self) -> Schema:
        answers = {name: _here(f"answers/properties/{name}") for name in self.knowledge.questions}
        compared = {"is": {"description": "what a fact with a value is compared with"}}
        return _closed({**answers, **compared}, ())

    def _movement(self) -> Schema:
        return _closed({axis.id: self._axis(axis) for axis in self.knowledge.vocabulary.axes}, ())

    def _axis(self, axis: model.Axis) -> Schema:
        meanings = "; ".join(f"{value.id}: {value.meaning}" for value in axis.values)
        return {"description": meanings, **_one_or_more([value.id for value in axis.values])}

    # ------------------------------------------------------- kinds of their own
    def questionnaire(self) -> Schema:
        question, test = self.of(model.Question), self.of(model.SelfTest)
        question["properties"].pop("section")
        question["required"].remove("section")
        definitions = {**question.pop("$defs", {}), **test.pop("$defs", {})}
        lists = {"questions": {"type": "array", "items": question}, "tests": {"type": "array", "items": test}}
        return {
            **_closed({"section": _ref("section"), **lists}, ("section", "questions")),
            "$defs": definitions,
        }

    def verdicts(self) -> Schema:
        properties = [prop.id for prop in self.knowledge.vocabulary.properties]
        verdict = self.of(model.Verdict)
        definitions = {**verdict.pop("$defs", {}), "verdict": verdict}
        given = _closed({name: {"$ref": f"{PREFIX}verdict"} for name in properties}, tuple(properties))
        return {
            **_closed({"stage": _ref("stage"), "verdicts": given}, ("stage", "verdicts")),
            "$defs": definitions,
        }

    def well_woman(self) -> Schema:
        return _closed({"answers": _ref("answers")}, ("answers",))

    def wording(self) -> Schema:
        names = list(self.knowledge.wording)
        return _closed({name: {"type": "string"} for name in names}, tuple(names))

    def formats(self) -> Schema:
        inner = self.of(GuideFormat)
        return {"type": "object", "additionalProperties": inner}


def _is_derived(key: str, schema: Schema) -> bool:
    """Return whether the loader makes this key: a level's title and properties are in no file."""
    return key in ("title", "properties") and "move_on" in schema["properties"]


def _named_items(schema: Schema, key: str) -> Schema:
    """Put a reference to the names of a key wherever a schema says text, an identifier, or a list of them."""
    if schema.get("type") == "string":
        return _ref(key)
    if "items" in schema:
        return {**schema, "items": _named_items(schema["items"], key)}
    if "anyOf" in schema:
        return {**schema, "anyOf": [_named_items(form, key) for form in schema["anyOf"]]}
    return schema


def _ref(name: str) -> Schema:
    return {"$ref": f"{SHARED}{PREFIX}{name}"}


def _here(name: str) -> Schema:
    return {"$ref": f"{PREFIX}{name}"}


def _closed(properties: Schema, required: tuple[str, ...]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _one_or_more(names: list[str]) -> Schema:
    return {"anyOf": [{"enum": names}, {"type": "array", "items": {"enum": names}, "minItems": 1}]}


def _bounds(low: float | None, high: float | None) -> Schema:
    limits = {"minimum": low, "maximum": high}
    number = {"type": "number", **{key: x for key, x in limits.items() if x is not None}}
    return {**_closed({"at_least": number, "at_most": number}, ()), "minProperties": 1}


_SHARED_ELSEWHERE = ("Holds", "All", "AnyOf", "Not", "AtLeast", "Is", "Between", "Examples")
_ONE_KEY = {"minProperties": 1, "maxProperties": 1}
_AT_LEAST_OF = _closed(
    {
        "at_least": {"type": "integer", "minimum": 1},
        "of": {"type": "array", "items": _here("condition"), "minItems": 1},
    },
    ("at_least", "of"),
)
_EXAMPLES = _closed({kind: {"type": "array", "items": _here("example")} for kind in ("true", "false", "open")}, ())
_BY_KEY: dict[str, Schema] = {
    "when": _ref("condition"),
    "enable_when": _ref("condition"),
    "count": {"type": "array", "items": _ref("condition"), "minItems": 1},
    "examples": _ref("examples"),
    "answers": _ref("answers"),
}
