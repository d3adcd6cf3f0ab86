"""What a drawing shows more than once is written only once: the first time with a name, then by that name."""

import string
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

LEAST = 26  # characters: anything shorter is not worth a name
DIGITS = string.digits + string.ascii_lowercase


@dataclass(frozen=True, slots=True)
class Part:
    """An element of the drawing: as it begins, what is in it, and all of it as text."""

    tag: str
    given: str
    inner: tuple["Part", ...]
    text: str


def shared(inner: str, key: str) -> str:
    """Return the drawing with every part that comes more than once written once; names begin with `key`."""
    whole = _part(ET.fromstring(f"<g>{inner}</g>"))
    found = Counter(part.text for part in _all(whole))
    used = _used(whole, {text for text, times in found.items() if times > 1 and len(text) > LEAST and _is_drawn(text)})
    names = {text: key + _short(i) for i, text in enumerate(used)}
    return "".join(_written(whole.inner, names, set()))


def key_of(at: str) -> str:
    """Return three letters and digits for a place, a letter first: names of two drawings on one page then differ."""
    number = zlib.crc32(at.encode())
    return string.ascii_lowercase[number % 26] + _short(number // 26 % 1260 + 36)


def _part(element: ET.Element) -> Part:
    inner = tuple(_part(child) for child in element)
    given = "".join(f' {name}="{value}"' for name, value in element.items())
    return Part(element.tag, given, inner, _whole(element.tag, given, "".join(part.text for part in inner)))


def _whole(tag: str, given: str, inner: str) -> str:
    return f"<{tag}{given}>{inner}</{tag}>" if inner else f"<{tag}{given}/>"


def _all(part: Part) -> Iterator[Part]:
    yield part
    for inner in part.inner:
        yield from _all(inner)


def _is_drawn(text: str) -> bool:
    return not text.startswith("<animate")


def _used(whole: Part, repeated: set[str]) -> list[str]:
    """Return what is really used again: not what comes twice only because it is inside of what comes twice."""
    seen, used = set[str](), dict[str, None]()

    def walk(part: Part) -> None:
        if part.text in seen:
            used[part.text] = None
            return
        if part.text in repeated:
            seen.add(part.text)
        for inner in part.inner:
            walk(inner)

    walk(whole)
    return list(used)


def _written(parts: tuple[Part, ...], names: dict[str, str], seen: set[str]) -> Iterator[str]:
    for part in parts:
        name = names.get(part.text)
        if name and part.text in seen:
            yield f'<use href="#{name}"/>'
            continue
        seen.add(part.text)
        own = f' id="{name}"' if name else ""
        yield _whole(part.tag, own + part.given, "".join(_written(part.inner, names, seen)))


def _short(number: int) -> str:
    return DIGITS[number] if number < len(DIGITS) else _short(number // len(DIGITS)) + DIGITS[number % len(DIGITS)]
