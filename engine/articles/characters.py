"""Characters that do not show: they hide what a text says, or turn the writing round."""

import unicodedata

from .article import Finding

_JOINER = "\u200d"


def is_hidden(character: str) -> bool:
    """Return whether a character is a control or a format character, other than a tab or a line's end."""
    return character not in "\t\n" and unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co")


def shown(name: str) -> str:
    """Return a name with whatever does not show as an escape of its number."""
    return "".join(_escaped(c) if is_hidden(c) or c == "\n" else c for c in name)


def _escaped(character: str) -> str:
    return (
        character.encode("ascii", "backslashreplace").decode("ascii") if ord(character) > 126 else repr(character)[1:-1]
    )


def visible(text: str) -> tuple[str, list[Finding]]:
    """Return a text without what does not show, and where that was."""
    if text.isascii() and text.isprintable():
        return text, []
    hidden = {c for c in set(text) if is_hidden(c)}
    if not hidden:
        return text, []
    lines, findings = text.split("\n"), []
    for i, line in enumerate(lines):
        if hidden & set(line):
            kept = _without(line)
            if kept != line:
                lines[i] = kept
                findings.append(_finding(i + 1, line))
    return "\n".join(lines), findings


def _without(line: str) -> str:
    """Return a line without hidden characters; the joiner of two pictures in a pictogram stays."""
    return "".join(
        c for i, c in enumerate(line) if not is_hidden(c) or (c == _JOINER and i and _is_picture(line[i - 1]))
    )


def _is_picture(character: str) -> bool:
    return character == "\ufe0f" or unicodedata.category(character) in ("So", "Sk")


def _finding(line: int, text: str) -> Finding:
    codes = ", ".join(sorted({f"U+{ord(c):04X}" for c in text if is_hidden(c)}))
    return Finding(line=line, what=f"characters that do not show ({codes}) were taken out", todo="type the line anew")
