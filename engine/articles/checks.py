"""What is wrong with an article by itself: parts that are missing, and parts that contradict one another."""

from collections.abc import Iterable, Iterator

from .article import Article, Finding
from .parts import Part
from .words import ArticleWords, Wanted

Claim = tuple[str, str, int]
"""A place that says how difficult the exercise is: what it is, its words, and its line."""


def contradictions(parts: list[Part], claims: Iterable[Claim], words: ArticleWords) -> Iterator[Finding]:
    """Yield what does not go together: two difficulties, a progression without a description."""
    yield from _difficulty(claims, words)
    yield from _undescribed(parts, words)


def missing(article: Article, words: ArticleWords) -> Iterator[Finding]:
    """Yield the parts that an article of its kind should have and has not."""
    wanted = next((x.fields for x in words.wanted if x.kind == article.kind), ())
    if not any(section.level == 1 for section in article.sections):
        yield Finding(line=1, what="no title", todo="begin the text with '# ' and the title")
    for name in wanted:
        if not _has(article, name):
            yield Finding(line=1, what=_NO.get(name, f"no {name.replace('_', ' ')}"), todo=_todo(name, article, words))


def _has(article: Article, name: Wanted) -> bool:
    value = getattr(article, name)
    return any(x is not None for x in value.model_dump().values()) if name == "facts" else bool(value)


_NO: dict[str, str] = {"facts": "no quick facts", "faq": "no questions and answers", "last_reviewed": "no last review"}


def _todo(name: Wanted, article: Article, words: ArticleWords) -> str:
    if name == "summary":
        return "say in a quotation under the title what it is about"
    if name == "last_reviewed":
        label = next(x for x in words.labels if x.label == name)
        return (
            f"end with a line '*{(label.names.get(article.language) or label.names[words.default_language])[0]}: ...*'"
        )
    return f"add a section '{words.heading_for(name, article.language)}'"


def _difficulty(claims: Iterable[Claim], words: ArticleWords) -> Iterator[Finding]:
    """Yield a finding where two places of an article say difficulties that have nothing in common."""
    said = [(what, text, line, words.difficulty(text)) for what, text, line in claims]
    said = [x for x in said if x[3]]
    for i, (what, text, line, steps) in enumerate(said):
        other = next((x for x in said[:i] if not steps & x[3]), None)
        if other is not None:
            told = f"the difficulty contradicts itself: {what} says '{text}', {other[0]} '{other[1]}' (line {other[2]})"
            yield Finding(line=line, what=told, todo="say the same in both")
            return


def _undescribed(parts: list[Part], words: ArticleWords) -> Iterator[Finding]:
    for part in parts:
        if part.field == "progressions" and (part.entry or _is_entry(part)):
            said = sum(len(x.markdown.split()) for x in part.whole())
            if said < words.limits.described_words:
                what = f"the progression '{part.title}' is named but not described"
                yield Finding(line=part.line, what=what, todo="say under its heading how it is done")
        elif part.field == "progressions" and not part.parts and part.markdown:
            what = "progressions are named in a list but not described"
            yield Finding(line=part.line, what=what, todo="give each a heading, and say under it how it is done")


def _is_entry(part: Part) -> bool:
    return part.parent is not None and part.parent.field == "progressions"
