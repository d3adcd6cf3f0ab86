"""JSON from outside, read with a limit on everything that could hurt: size, depth, doubled names, odd numbers."""

import json
import re
from collections.abc import Iterable
from typing import Any

MAX_BYTES = 200_000  # every answer that can be given, with every exercise left out, is under a tenth of it
MAX_DEPTH = 20  # answers are three deep
_TEXT_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{\]}]', re.DOTALL)


def read_object(text: str | bytes) -> dict[str, Any]:
    """Read one JSON object.

    Raises:
        ValueError: too large, too deep, not UTF-8, not JSON, a name twice, NaN or Infinity, half a character, or
            something else than an object; the message says what to do.
    """
    if len(text) > MAX_BYTES:
        raise ValueError(f"larger than {MAX_BYTES // 1000} kB: this is not an answers file")
    try:
        whole = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        _refuse_depth(whole)
        raw = json.loads(whole, object_pairs_hook=_no_doubles, parse_constant=_no_constant)
        json.dumps(raw, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ValueError(f'not readable as JSON: {_reason(error)}; write {{"age": 30, ...}}') from error
    if not isinstance(raw, dict):
        raise ValueError('wants an object of question ids and answers, like {"age": 30}')
    return raw


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeEncodeError):
        return "it holds half a character"
    return "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error)


def _refuse_depth(text: str) -> None:
    depth = 0
    for found in _TEXT_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > MAX_DEPTH:
            raise ValueError(f"nested deeper than {MAX_DEPTH}")


def _no_doubles(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"'{key[:60]}' stands twice: keep one")
        found[key] = value
    return found


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is not a number")
