"""The words of the article reader: every language and field is known, and no name stands for two things."""

from collections import defaultdict
from collections.abc import Iterator

from engine.articles import ArticleWords, load_words
from engine.articles.words import FILE, Names, as_key
from engine.knowledge import Knowledge
from engine.source import Problem

from . import Check, Found


def article_words_are_clear(knowledge: Knowledge) -> Found:
    """Yield a name of two fields, a language that is not listed, and an extension that no file has."""
    words = load_words(knowledge.root)
    at = f"{knowledge.root.name}/{FILE.as_posix()}"
    for language in sorted({x for names in _all_names(words) for x in names} - set(words.languages)):
        yield Problem(at, f"no language '{language}': add it to `languages`, or mend the name")
    if words.default_language not in words.languages:
        yield Problem(at, f"no language '{words.default_language}': choose one of `languages` as default_language")
    fields: dict[str, set[str]] = defaultdict(set)
    for heading in words.headings:
        for name in (x for listed in heading.names.values() for x in listed):
            fields[as_key(name)].add(heading.field)
    for name, found in sorted(fields.items()):
        if len(found) > 1:
            yield Problem(at, f"the heading '{name}' stands for {' and '.join(sorted(found))}: keep one")
    yield from (Problem(at, f"'{x}' is no extension: begin it with a dot") for x in words.extensions if x[:1] != ".")


def _all_names(words: ArticleWords) -> Iterator[Names]:
    for heading in words.headings:
        yield from (heading.names, heading.begins, heading.ends, heading.alone)
    yield from (label.names for label in words.labels)
    yield from (step.names for step in words.difficulties)
    yield from (kind.folders for kind in words.kinds)


CHECKS = (
    Check(
        "article-words-are-clear",
        "every language of the article reader's words is listed, and no heading stands for two fields",
        article_words_are_clear,
    ),
)
