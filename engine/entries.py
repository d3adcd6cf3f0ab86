"""Typed entries from raw values: every mistake is noted with the file and the line on which it stands."""

from typing import Any

from pydantic import BaseModel, ValidationError

from . import names
from .source import Document, Path_, Problem


class Entries:
    """Builds entries of documents, collecting every problem, and every raw value for the check of names."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.raw: list[tuple[Document, Path_, Any]] = []

    def build(self, kind: type[Any], document: Document, path: Path_, raw: Any) -> Any:
        """Return the typed entry, or None with its problems noted."""
        if not isinstance(raw, dict):
            self.problems.append(Problem(document.where(path), f"wants keys and values, not {raw!r}"))
            return None
        self.raw.append((document, path, raw))
        try:
            return kind.model_validate({**raw, "at": document.where(path)})
        except ValidationError as error:
            self.problems += [_problem(document, path, item, kind) for item in error.errors()]
            return None


def _problem(document: Document, base: Path_, item: Any, kind: type[BaseModel]) -> Problem:
    path = (*base, *(part for part in item["loc"] if isinstance(part, str | int)))
    key = ".".join(str(part) for part in item["loc"] if not str(part).startswith("function"))
    if item["type"] == "extra_forbidden":
        wrong = str(item["loc"][-1])
        known = [f.alias or name for name, f in kind.model_fields.items() if name != "at"]
        return Problem(document.where(path), f"unknown key '{wrong}'{names.did_you_mean(wrong, known)}")
    if item["type"] == "missing":
        return Problem(document.where(path), f"key '{key}' is missing: add it")
    message = item["msg"].removeprefix("Value error, ")
    return Problem(document.where(path), f"{key}: {message}" if key else message)
