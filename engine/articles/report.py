"""A reading as JSON, and as lines for whoever keeps the articles: 'file:line: what; what to do', then the counts."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from engine.source import Problem

from .article import Article, Finding
from .reader import Reading


def as_data(reading: Reading) -> list[dict[str, Any]]:
    """Return the articles as plain data, in the order of their paths and fields."""
    return [article.model_dump(mode="json") for article in reading.articles]


def as_json(reading: Reading) -> str:
    """Return the articles as a JSON array."""
    return json.dumps(as_data(reading), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of that array."""
    return TypeAdapter(list[Article]).json_schema(mode="serialization")


def problems(reading: Reading) -> list[Problem]:
    """Return everything that was found, in the order of files and lines."""
    found = [(article.path, finding) for article in reading.articles for finding in article.findings]
    order = sorted([*found, *reading.others], key=lambda x: (x[0], x[1].line))
    return [Problem(f"{path}:{finding.line}", _told(finding)) for path, finding in order]


def _told(finding: Finding) -> str:
    return f"{finding.what}; {finding.todo}"


def counted(reading: Reading) -> str:
    """Return in a few lines what was read."""
    return "\n".join(_counts(reading))


def _counts(reading: Reading) -> Iterator[str]:
    read = reading.read
    refused = len(reading.articles) - len(read)
    findings = sum(len(article.findings) for article in reading.articles) + len(reading.others)
    yield f"{_number(len(read), 'article')} read, {refused} refused, {_number(findings, 'finding')}."
    if read:
        yield f"By kind: {_parts(Counter(article.kind for article in read))}."
        yield f"By language: {_parts(Counter(article.language for article in read))}."
        links = [x for article in read for x in (*article.related_exercises, *article.related_conditions)]
        yield f"Related links: {sum(x.found for x in links)} of {len(links)} lead to an article of the folder."


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _parts(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counter.items(), key=lambda x: (-x[1], x[0])))
