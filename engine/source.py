"""Strict reading of YAML and of Markdown with front matter, remembering file and line of every value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.tokens import AliasToken, AnchorToken

Path_ = tuple[str | int, ...]

MAX_DEPTH = 40  # deeper than any file of ours; a deeper one is a mistake or an attack
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_MAYBE_ANCHOR = re.compile(r"(?:^|[\s\[{,:?-])[&*][^\s*&]", re.MULTILINE)
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file, with what to do about it."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class SourceError(Exception):
    """One or more problems in files; every one is named with file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Document:
    """A file's value, and the line (from 1) on which each part of it stands."""

    name: str
    value: Any
    lines: dict[Path_, int]

    def where(self, path: Path_ = ()) -> str:
        """Return 'file:line' of the nearest known part on the way to `path`."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.name}:{self.lines.get(path, 1)}"


def read_yaml(path: Path, name: str | None = None) -> Document:
    """Read one YAML 1.2 file.

    Raises:
        SourceError: not readable, not UTF-8, not YAML, a duplicate key, an anchor or alias, or nested too deeply.
    """
    name = name or path.as_posix()
    return parse_yaml(_text(path, name), name)


def read_guide(path: Path, name: str | None = None) -> tuple[Document, str]:
    """Read Markdown with front matter; return the front matter and the body.

    Raises:
        SourceError: as read_yaml, or no front matter between two '---' lines.
    """
    name = name or path.as_posix()
    text = _text(path, name)
    lines = text.split("\n")
    if lines[0].rstrip() != "---" or "---" not in [line.rstrip() for line in lines[1:]]:
        raise SourceError([Problem(f"{name}:1", "no front matter: begin the file with '---', keys, and '---'")])
    end = 1 + [line.rstrip() for line in lines[1:]].index("---")
    front = parse_yaml("\n".join(lines[1:end]) + "\n", name, first_line=2)
    return front, "\n".join(lines[end + 1 :])


def parse_yaml(text: str, name: str, first_line: int = 1) -> Document:
    """Parse YAML text; see read_yaml for what is refused."""
    problems: list[Problem] = []
    lines: dict[Path_, int] = {}
    yaml = YAML(typ="safe")
    try:
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        problem = f"not YAML: {error.problem or error.context}"
        raise SourceError([Problem(f"{name}:{line}", problem)]) from error
    except YAMLError as error:
        raise SourceError([Problem(f"{name}:{first_line}", f"not YAML: {error}")]) from error
    except RecursionError as error:
        problem = f"nested deeper than {MAX_DEPTH}: make it flatter"
        raise SourceError([Problem(f"{name}:{first_line}", problem)]) from error
    if node is None:
        return Document(name, None, {(): first_line})
    problems += _anchors(text, name, first_line)
    if problems:  # before the value is built: aliases within aliases would make it enormous
        raise SourceError(problems)
    value = _value(node, (), lines, problems, name, first_line)
    if problems:
        raise SourceError(problems)
    return Document(name, value, lines)


def parse_shallow_yaml(text: str, name: str) -> Document:
    """Parse YAML text from outside: as parse_yaml, but depth is measured first, before anything is built.

    The parser builds nested values by recursion in C, where text that is nested deep enough ends the process.
    """
    depth = 0
    try:
        for event in YAML(typ="safe").parse(text):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > MAX_DEPTH:
                line = event.start_mark.line + 1
                raise SourceError([Problem(f"{name}:{line}", f"nested deeper than {MAX_DEPTH}: make it flatter")])
    except YAMLError:
        pass  # told with its line by the next reading, which ends before it builds anything
    return parse_yaml(text, name)


def _anchors(text: str, name: str, first_line: int) -> list[Problem]:
    if not _MAYBE_ANCHOR.search(text):
        return []
    found = [token for token in YAML(typ="safe").scan(text) if isinstance(token, AnchorToken | AliasToken)]
    message = "anchors and aliases are not allowed: write the value out"
    return [Problem(f"{name}:{token.start_mark.line + first_line}", message) for token in found]


def _text(path: Path, name: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SourceError([Problem(f"{name}:1", f"not UTF-8 at byte {error.start}: save the file as UTF-8")]) from error
    except OSError as error:
        raise SourceError([Problem(name, f"cannot be read: {error.strerror}")]) from error


def _value(
    node: Node, path: Path_, lines: dict[Path_, int], problems: list[Problem], name: str, first_line: int
) -> Any:
    here = node.start_mark.line + first_line
    lines.setdefault(path, here)
    if len(path) > MAX_DEPTH:
        problems.append(Problem(f"{name}:{here}", f"nested deeper than {MAX_DEPTH}: make it flatter"))
        return None
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return [_value(x, (*path, i), lines, problems, name, first_line) for i, x in enumerate(node.value)]
    assert isinstance(node, MappingNode)
    return dict(_pairs(node, path, lines, problems, name, first_line))


def _pairs(
    node: MappingNode,
    path: Path_,
    lines: dict[Path_, int],
    problems: list[Problem],
    name: str,
    first_line: int,
) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + first_line
        if not isinstance(key_node, ScalarNode):
            problems.append(Problem(f"{name}:{line}", "a key is plain text: write 'key: value'"))
            continue
        key = str(key_node.value)
        if key in seen:
            problems.append(Problem(f"{name}:{line}", f"key '{key}' stands twice: keep one"))
        seen.add(key)
        lines[(*path, key)] = line
        yield key, _value(value_node, (*path, key), lines, problems, name, first_line)


def _scalar(node: ScalarNode) -> Any:
    """Resolve a scalar by the YAML 1.2 core schema, whatever the parser's own schema is: a plain `no` is text."""
    text = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text.lower() in _WORDS and text in (text.lower(), text.upper(), text.capitalize()):
        return _WORDS[text.lower()]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
