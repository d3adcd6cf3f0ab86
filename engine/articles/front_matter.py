"""Front matter under guard: what is not plain, flat, small YAML counts as none, with the reason; the text stays."""

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

from engine.source import SourceError, parse_yaml

from .article import Finding
from .words import Limits

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_FIX = "write plain 'key: value' lines"


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter: its values, their lines, where the text begins (from 0), and what was kept of it as text."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    begin: int = 0
    kept: str = ""
    findings: tuple[Finding, ...] = ()

    def text(self, key: str) -> str:
        """Return a value that is text, or nothing."""
        value = self.values.get(key)
        return value.strip() if isinstance(value, str) else ""


def front_matter(lines: list[str], limits: Limits) -> Front:
    """Return the front matter of an article."""
    fence = lines[0].rstrip() if lines else ""
    if fence not in _FENCES:
        return Front(findings=(_finding(1, "no front matter", "begin with '---', 'title: ...' and '---'"),))
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in _FENCES[fence]), None)
    if end is None:
        return Front(findings=(_finding(1, f"the front matter has no end: no second '{fence}'", f"add '{fence}'"),))
    inner = lines[1:end]
    if fence == "+++":
        what = "front matter in TOML is not read; it is kept as text"
        return Front(
            begin=end + 1, kept=_as_text(inner), findings=(_finding(1, what, "write it as YAML between '---'"),)
        )
    return _yaml(inner, end + 1, limits)


def _as_text(inner: list[str]) -> str:
    """Return lines as a block of code, which shows them as they are."""
    return "\n".join(f"    {line}" for line in inner)


def _yaml(inner: list[str], begin: int, limits: Limits) -> Front:
    text = "\n".join(inner) + "\n"
    if problem := _too_much(text, limits) or _not_plain(text):
        return Front(begin=begin, findings=(problem,))
    try:
        document = parse_yaml(text, "", first_line=2)
    except SourceError as error:
        return Front(begin=begin, findings=tuple(_of_problem(x.where, x.message) for x in error.problems))
    if not isinstance(document.value, dict):
        return Front(begin=begin, findings=(_finding(2, "the front matter holds no keys", _FIX),))
    places = {str(path[0]): line for path, line in document.lines.items() if len(path) == 1}
    return Front(document.value, places, begin)


def _of_problem(where: str, message: str) -> Finding:
    line = where.rpartition(":")[2]
    what, _, todo = message.partition(": write ")
    return _finding(int(line) if line.isdigit() else 1, f"the front matter is left out: {what}", todo or _FIX)


def _too_much(text: str, limits: Limits) -> Finding | None:
    """Refuse what is too long or too deep before a parser sees it."""
    if len(text.encode()) > limits.front_matter_bytes:
        what = f"the front matter is left out: more than {limits.front_matter_bytes:,} bytes"
        return _finding(1, what, "leave in it what describes the article")
    for number, line in enumerate(text.split("\n"), 2):
        if max(line.count("["), line.count("{"), line.count("- "), line.count("? ")) > limits.front_matter_deep**2:
            return _finding(number, "the front matter is left out: lists in lists without end", _FIX)
    if _depth(text) > limits.front_matter_deep:
        return _finding(2, f"the front matter is left out: nested deeper than {limits.front_matter_deep}", _FIX)
    return None


def _depth(text: str) -> int:
    """Return how many brackets are open at once, or how often lines are indented further, at most."""
    depth = deepest = 0
    for character in text:
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(character, 0)
        deepest = max(deepest, depth)
    indents: list[int] = []
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" -?"))
        indents = [*(x for x in indents if x < indent), indent]
        deepest = max(deepest, len(indents))
    return deepest


def _not_plain(text: str) -> Finding | None:
    """Refuse anchors, aliases, merge keys and tags: they make much of little, or objects of text."""
    if not any(sign in text for sign in "&*!") and "<<" not in text:
        return None
    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            if isinstance(token, AnchorToken | AliasToken | TagToken):
                name = {AnchorToken: "an anchor", AliasToken: "an alias", TagToken: "a tag"}[type(token)]
                return _finding(token.start_mark.line + 2, f"the front matter is left out: it holds {name}", _FIX)
    except YAMLError:
        return None
    if any(line.lstrip(" -").startswith(("<<:", "'<<'", '"<<"')) for line in text.split("\n")):
        return _finding(2, "the front matter is left out: it merges keys ('<<')", _FIX)
    return None


def _finding(line: int, what: str, todo: str) -> Finding:
    return Finding(line=line, what=what, todo=todo)
