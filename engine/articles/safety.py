"""Taking what is unsafe out of an article's source, line by line: whatever is left is Markdown without HTML.

Every line keeps its number. What is unsafe is taken out or made plain, each time with the line and the reason, until a
reading finds nothing more.
"""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .addresses import is_remote, unsafe
from .article import Finding
from .edits import PLAIN, Edit, edited
from .html_text import as_markdown
from .markdown import Text, marks_in
from .words import ArticleWords

ROUNDS = 4
_MAY_BE_UNSAFE = frozenset("<[{")  # nothing unsafe begins otherwise
_TODO = "take it out, or write it as Markdown"


class UnsafeError(Exception):
    """Something unsafe that came back however often it was taken out."""


def made_safe(lines: list[str], parser: MarkdownIt, words: ArticleWords) -> tuple[Text, list[str], list[Finding]]:
    """Return the tokens and the lines of a text without what is unsafe, and what that was; lines count from 0 here.

    Raises:
        UnsafeError: unsafe things are hidden within one another.
    """
    findings: list[Finding] = []
    for _ in range(ROUNDS):
        text = Text("\n".join(lines), parser)
        found = list(_cleaned(text, lines, words))
        if not found:
            return text, lines, list(dict.fromkeys(findings))
        lines = list(lines)
        for line, new, whys in found:
            findings += [Finding(line=line + 1, what=f"{why} was taken out", todo=_TODO) for why in whys]
            lines[line] = new
    raise UnsafeError


Cleaned = Iterator[tuple[int, str, list[str]]]


def _cleaned(text: Text, lines: list[str], words: ArticleWords) -> Cleaned:
    """Yield each line that changes: its number, what it becomes, and what was unsafe in it."""
    work = list(lines)
    whys: dict[int, list[str]] = {}
    for token in text.tokens:
        if token.type == "html_block":
            _clean_html(token, work, whys, words)
        elif token.type == "inline" and _is_worth_reading(token.content, words):
            _clean_inline(token, text, work, whys, words)
    _clean_references(text, work, whys)
    for i, (old, new) in enumerate(zip(lines, work, strict=True)):
        if old != new:
            yield i, new, whys.get(i, [])


def _is_worth_reading(content: str, words: ArticleWords) -> bool:
    return len(content) > words.limits.marks or not _MAY_BE_UNSAFE.isdisjoint(content)


def _clean_references(text: Text, work: list[str], whys: dict[int, list[str]]) -> None:
    for reference in (*text.env.get("references", {}).values(), *text.env.get("duplicate_refs", ())):
        if why := unsafe(reference["href"]):
            for i in range(*reference["map"]):
                work[i] = ""
            whys.setdefault(reference["map"][0], []).append(why)


def _clean_html(token: Token, work: list[str], whys: dict[int, list[str]], words: ArticleWords) -> None:
    assert token.map is not None
    first, last = token.map
    html = "\n".join(work[first:last])
    if len(html) > words.limits.html_bytes:
        made, found = "", [f"a block of HTML of {len(html):,} characters"]
    else:
        prefix, sign, rest = html.partition("<")
        made, found = as_markdown(sign + rest, words.html)
        made = prefix + made
    work[first:last] = [made, *("" for _ in range(first + 1, last))]
    whys.setdefault(first, []).extend(found)


def _clean_inline(token: Token, text: Text, work: list[str], whys: dict[int, list[str]], words: ArticleWords) -> None:
    assert token.map is not None
    first = token.map[0]
    if marks_in(token.content) > words.limits.marks:
        work[slice(*token.map)] = ["" for _ in range(*token.map)]
        whys.setdefault(first, []).append("a thicket of brackets and stars")
        return
    for edit in edited(work, token, _edits(text.children(token), token.content, words)):
        if edit.why:
            line = first + token.content.count("\n", 0, edit.start)
            whys.setdefault(line, []).append(edit.why)


def _edits(tokens: list[Token], content: str, words: ArticleWords) -> Iterator[Edit]:
    """Yield what is to change in a block of text; a tag that goes whole goes up to its end."""
    whole: tuple[str, int] | None = None
    for i, token in enumerate(tokens):
        if not token.meta:
            continue
        if whole is None:
            edit = _edit(tokens, i, words)
            whole = (edit.why[1:-1], edit.start) if edit and _goes_whole(token, edit, words) else None
            if edit and whole is None:
                yield edit
        elif token.type == "html_inline" and token.content.lower().startswith(f"</{whole[0]}"):
            yield Edit(whole[1], token.meta["end"], "", f"<{whole[0]}>")
            whole = None
    if whole is not None:
        yield Edit(whole[1], len(content), "", f"<{whole[0]}>")


def _goes_whole(token: Token, edit: Edit, words: ArticleWords) -> bool:
    return token.type == "html_inline" and edit.why[1:-1] in words.html.whole and not token.content.endswith("/>")


def _edit(tokens: list[Token], at: int, words: ArticleWords) -> Edit | None:
    """Return what is to change about one link, picture, tag or attribute list."""
    token = tokens[at]
    text, why = "", ""
    match token.type:
        case "attributes":
            why = _of_attributes(token.content)
        case "html_inline":
            text, found = as_markdown(token.content, words.html)
            text, why = " " if token.content.lower().startswith("<br") else text, "; ".join(found)
        case "half_tag":
            text, why = "&lt;", "the beginning of a tag"
        case "image":
            text, why = token.content.translate(PLAIN), _of_picture(str(token.attrs.get("src", "")))
        case _:
            text, why = _words_of_link(tokens, at).translate(PLAIN), unsafe(str(token.attrs.get("href", "")))
    safe = token.type in ("image", "link_open") and not why
    return None if safe else Edit(token.meta["start"], token.meta["end"], text, why)


def _of_attributes(content: str) -> str:
    plain = content.lower()
    runs = "javascript:" in plain or any(part.startswith("on") and "=" in part for part in plain.split())
    return "an attribute list with a program in it" if runs or "style=" in plain else ""


def _of_picture(source: str) -> str:
    if why := unsafe(source):
        return why
    return "a picture from elsewhere" if is_remote(source) else ""


def _words_of_link(tokens: list[Token], opened: int) -> str:
    """Return the words of a link, without those that an unsafe tag in it would hide."""
    depth, words = 0, []
    for token in tokens[opened:]:
        depth += token.nesting if token.type.startswith("link_") else 0
        words.append(token.content if token.type in ("text", "code_inline", "image") else "")
        if depth == 0:
            break
    return "".join(words)
