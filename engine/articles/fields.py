"""The fields of an article, each from the parts that its headings say."""

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from .article import Facts, Mistake, Named, Question
from .markdown import Text
from .parts import ENTRIES, Part
from .words import ArticleWords, FieldName, LabelName, without_number

_NUMBERED = re.compile(r"(\D{2,20}?)\s*\d+\s*[:.)–—-]\s*")
_FACTS: tuple[LabelName, ...] = ("targets", "best_for", "difficulty", "equipment", "time", "frequency")


def of_field(parts: list[Part], name: FieldName) -> Iterator[Part]:
    """Yield the parts of a field in order; of a field made of entries only the heads, not the entries."""
    for part in parts:
        inner = name in ENTRIES and part.parent is not None and part.parent.field == name
        if part.field == name and not inner:
            yield part


# ----------------------------------------------------------------- summary
def summary(parts: list[Part], words: ArticleWords) -> str | None:
    """Return the text at a glance: the first quotation after the title, or else the first paragraph."""
    opening = next((part for part in parts if part.level == 1), None) or next(iter(parts), None)
    if opening is None:
        return None
    text, first = opening.text, ""
    for i, token in enumerate(opening.tokens):
        if token.type == "blockquote_open" and token.level == 0:
            return _after_label(_paragraphs(text, opening.tokens[i:], "blockquote_close"), "summary", words)
        if token.type == "inline" and token.level == 1 and not first and not token.content.startswith("!["):
            first = text.plain(token)
    return _after_label(first, "summary", words) or None


def _paragraphs(text: Text, tokens: list[Token], until: str) -> str:
    found = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "inline":
            found.append(text.plain(token))
    return " ".join(found)


def _after_label(text: str, label: LabelName, words: ArticleWords) -> str:
    before, colon, after = text.partition(":")
    return after.strip() if colon and words.is_label(before, label) else text


# ------------------------------------------------------------------- facts
def facts(parts: list[Part], words: ArticleWords) -> Facts:
    """Return the quick facts, from a table, from kramdown's rows without a head, or from a list."""
    found: dict[str, str] = {}
    for part in of_field(parts, "facts"):
        for name, value in _rows(part):
            for label in words.labels_of(name):
                if label in _FACTS and value:
                    found.setdefault(label, value)
    lists = {key: split(found.pop(key)) for key in ("targets", "best_for") if key in found}
    return Facts.model_validate({**found, **lists})


def _rows(part: Part) -> Iterator[tuple[str, str]]:
    cells: list[str] = []
    for i, token in enumerate(part.tokens):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and len(cells) > 1:
            yield cells[0].rstrip(":"), cells[1]
        elif token.type == "inline":
            if part.tokens[i - 1].type in ("td_open", "th_open"):
                cells.append(part.text.plain(token))
            else:
                yield from _told(token, part)


def _told(token: Token, part: Part) -> Iterator[tuple[str, str]]:
    """Yield the rows of a paragraph: '| name | value |', or 'name: value'."""
    for line in _lines(part, token):
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            yield from [(cells[0].rstrip(":"), cells[1])] if len(cells) > 1 else []
        elif ":" in line:
            name, _, value = line.partition(":")
            yield name, value.strip()


def split(text: str) -> tuple[str, ...]:
    """Return the items of a list in words, parted at commas and semicolons outside of brackets."""
    items, depth = [""], 0
    for character in text:
        depth = max(0, depth + {"(": 1, ")": -1}.get(character, 0))
        if character in ",;" and depth == 0:
            items.append("")
        else:
            items[-1] += character
    return tuple(item.strip() for item in items if item.strip())


# ----------------------------------------------------- progressions, variations
def named(parts: list[Part], name: FieldName) -> tuple[Named, ...]:
    """Return the headings right under those of a field, and those that are an entry by themselves."""
    found = []
    for part in of_field(parts, name):
        for entry in [part] if part.entry else part.parts:
            found.append(Named(title=without_number(entry.title), line=entry.line))
    return tuple(found)


# ------------------------------------------------------------------- lists
def listed(parts: list[Part], name: FieldName, words: ArticleWords) -> tuple[str, ...]:
    """Return the points under the headings of a field, or after a bold line of that name."""
    found: list[str] = []
    for part in parts:
        if part.field == name:
            found += (item for _, item in _items(part.text, part.tokens))
        elif part.field not in ENTRIES:
            found += _after_bold_line(part, name, words)
    return tuple(found)


def _items(text: Text, tokens: list[Token]) -> Iterator[tuple[bool, str]]:
    """Yield the outer items of every list: whether numbered, and the text with what is in it."""
    said: list[str] = []
    outer, level = "", 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open") and not outer:
            outer, level = token.type, token.level
        elif token.type == "list_item_open" and outer and token.level == level + 1:
            said = []
        elif token.type == "inline" and outer:
            said.append(text.plain(token))
        elif token.type == "list_item_close" and token.level == level + 1:
            yield outer == "ordered_list_open", together([x for x in said if x])
        elif outer and token.type == outer.replace("open", "close") and token.level == level:
            outer = ""


def together(said: list[str]) -> str:
    """Return a text and the points after it as one: 'Lift both: arms; legs'."""
    first, *rest = said or [""]
    if not rest:
        return first
    return f"{first}{' ' if first.endswith(':') else '; '}{'; '.join(rest)}"


def _after_bold_line(part: Part, name: FieldName, words: ArticleWords) -> Iterator[str]:
    """Yield the points of a list right after a paragraph that is nothing but a bold name of the field."""
    for i, token in enumerate(part.tokens):
        if token.type == "inline" and token.content.startswith("**") and token.level == 1:
            bold = _all_bold(part.text.children(token))
            follows = part.tokens[i + 2 : i + 3]
            if bold and words.field_named(bold) == name and follows and follows[0].type.endswith("list_open"):
                end = next(j for j in range(i + 2, len(part.tokens)) if _closes(part.tokens[j], follows[0]))
                yield from (item for _, item in _items(part.text, part.tokens[i + 2 : end + 1]))


def _closes(token: Token, opened: Token) -> bool:
    return token.type == opened.type.replace("open", "close") and token.level == opened.level


def _all_bold(children: list[Token]) -> str:
    kinds = [token.type for token in children if token.type != "text" or token.content.strip(" :")]
    if kinds[:1] != ["strong_open"] or kinds[-1] != "strong_close" or kinds.count("strong_open") > 1:
        return ""
    return "".join(token.content for token in children if token.type == "text")


# ------------------------------------------------------------------- steps
def steps(parts: list[Part], words: ArticleWords) -> tuple[str, ...]:
    """Return the steps: numbered points, paragraphs ('**Step 1:** ...'), and headings ('### Step 1: ...')."""
    found: list[str] = []
    for part in parts:
        if part.field == "steps":
            if title := after_number(part.title, "step", words):
                found.append(together([f"{title}:", *_blocks(part)]) if part.tokens else title)
            else:
                found += _steps_in(part, words)
    return tuple(found)


def after_number(text: str, label: LabelName, words: ArticleWords) -> str:
    """Return what follows 'Step 1:' in a text, or nothing if it does not begin so."""
    match = _NUMBERED.match(text)
    return text[match.end() :] if match and words.is_label(match[1], label) else ""


def _blocks(part: Part) -> list[str]:
    return [text for token in part.tokens if token.type == "inline" and (text := part.text.plain(token))]


def _steps_in(part: Part, words: ArticleWords) -> Iterator[str]:
    tokens, at = part.tokens, 0
    while at < len(tokens):
        end = _end_of_block(tokens, at)
        block = tokens[at : end + 1]
        if block[0].type == "ordered_list_open":
            yield from (item for _, item in _items(part.text, block))
        elif block[0].type == "paragraph_open" and (step := _told_step(part, block[1], words)):
            after = tokens[end + 1 : end + 2]
            if step.endswith(":") and after and after[0].type == "bullet_list_open":
                end = _end_of_block(tokens, end + 1)
                yield together([step, *(item for _, item in _items(part.text, tokens[at : end + 1]))])
            else:
                yield step
        at = end + 1


def _told_step(part: Part, inline: Token, words: ArticleWords) -> str:
    """Return what a paragraph says after 'Step 1:'; only one that begins in bold is looked at."""
    return after_number(part.text.plain(inline), "step", words) if inline.content.startswith("**") else ""


def _end_of_block(tokens: list[Token], at: int) -> int:
    depth = 0
    for i in range(at, len(tokens)):
        depth += tokens[i].nesting
        if depth <= 0:
            return i
    return len(tokens) - 1


# ---------------------------------------------------------- mistakes, questions
def mistakes(parts: list[Part], words: ArticleWords) -> tuple[Mistake, ...]:
    """Return the mistakes: each heading under 'Common Mistakes', with what it says is wrong and what to do."""
    return tuple(_mistake(entry, words) for part in of_field(parts, "mistakes") for entry in part.parts)


def _mistake(entry: Part, words: ArticleWords) -> Mistake:
    said: dict[LabelName, str] = {}
    for line in _all_lines(entry.whole()):
        name, colon, rest = line.partition(":")
        for label in words.labels_of(name) if colon else ():
            said.setdefault(label, rest.strip())
    title = after_number(entry.title, "mistake", words) or without_number(entry.title)
    return Mistake(title=title, problem=said.get("problem"), fix=said.get("fix"), line=entry.line)


def _all_lines(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        for token in part.tokens:
            if token.type == "inline":
                yield from _lines(part, token)


def _lines(part: Part, inline: Token) -> list[str]:
    """Return the lines of a block of text, each without its marks."""
    lines, line = [], ""
    for token in part.text.children(inline):
        if token.type in ("softbreak", "hardbreak"):
            lines.append(line.strip())
            line = ""
        else:
            line += token.content if token.type != "attributes" else ""
    return [*lines, line.strip()]


def faq(parts: list[Part]) -> tuple[Question, ...]:
    """Return the questions: each heading under 'Frequently Asked Questions', with its answer as Markdown."""
    return tuple(
        Question(question=without_number(entry.title), answer=_answer(entry), line=entry.line)
        for part in of_field(parts, "faq")
        for entry in part.parts
    )


def _answer(entry: Part) -> str:
    inner = [
        f"{'#' * part.level} {part.title}\n\n{part.markdown}".strip() for part in entry.whole() if part is not entry
    ]
    return "\n\n".join(x for x in (entry.markdown, *inner) if x)


# ---------------------------------------------------------------- reviewed
def last_reviewed(parts: list[Part], words: ArticleWords) -> str | None:
    """Return when the article says that it was last reviewed; the last such line counts."""
    for part in reversed(parts):
        for token in reversed(part.tokens):
            if token.type == "inline" and ":" in token.content:
                name, _, rest = part.text.plain(token).partition(":")
                if words.is_label(name, "last_reviewed"):
                    return rest.strip() or None
    return None
