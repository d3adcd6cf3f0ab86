"""What no drawing can show, and why: so that what is not drawn was left out on purpose."""

from pathlib import Path

from pydantic import ValidationError

from engine.source import Document, Problem, SourceError, read_yaml

from .model import Entry
from .read import DRAWING, FOLDER


class Unseen(Entry):
    """Answers (question, or question.option) and patterns that are not drawn, each with the reason."""

    answers: dict[str, str]
    patterns: dict[str, str]


def load_unseen(root: Path) -> tuple[Unseen, Document]:
    """Read what is not drawn, and where it says so.

    Raises:
        SourceError: with file, line and what to do.
    """
    name = f"{FOLDER}/{DRAWING}/unseen.yaml"
    document = read_yaml(root / name, f"{root.name}/{name}")
    try:
        return Unseen.model_validate(document.value), document
    except ValidationError as error:
        problems = [Problem(document.where(item["loc"]), item["msg"]) for item in error.errors()]
        raise SourceError(problems) from error
