"""Adopting an article: the skeleton of a guide with the article's facts in it, its sentences left to be written.

The skeleton is the one of a new exercise (or of a condition); what the article knows is put in the places that the
template begins with the same words, and every other mark stays for the author.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine import new_exercise
from engine.names import did_you_mean
from engine.new_exercise import NameRefusedError

from .article import Article, Facts, Mistake, Named
from .reader import Reading
from .words import ArticleWords

_FOLDERS = {"exercise": "guides/exercises", "condition": "guides/conditions"}
_TEMPLATES = {"exercise": new_exercise.TEMPLATE, "condition": Path("guides/condition.md.template")}
_LEVEL, _NEXT_LEVEL, _END = "    - id: [[fill in: the easiest", "    - id: [[fill in: the next level", "---"
_HEADING, _NEXT_HEADING = "### [[fill in: the title of the easiest", "### [[fill in: the title of the next"


def choose(slug: str, reading: Reading) -> Article:
    """Return the article of a slug.

    Raises:
        NameRefusedError: there is none of that name, or several.
    """
    found = [article for article in reading.read if slug in (article.slug, article.path)]
    if not found:
        near = did_you_mean(slug, {article.slug for article in reading.read})
        raise NameRefusedError(f"no article '{slug}' in {reading.folder}{near}")
    if len(found) > 1:
        paths = ", ".join(article.path for article in found)
        raise NameRefusedError(f"several articles are called '{slug}': give the path of one: {paths}")
    return found[0]


def write(article: Article, root: Path, words: ArticleWords) -> Path:
    """Write the skeleton of a guide from an article and return where it is.

    Raises:
        NameRefusedError: it is of a kind that no guide has, or a guide of that name exists.
        SourceError: a list that the skeleton offers cannot be read.
    """
    if article.kind not in _FOLDERS:
        raise NameRefusedError(
            f"{article.path} is of kind '{article.kind}': only exercises and conditions become guides"
        )
    new_exercise.refuse(article.slug, root)
    path = root / _FOLDERS[article.kind] / f"{article.slug}.md"
    text = new_exercise.skeleton(article.slug, root, _TEMPLATES[article.kind])
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(_filled(text.split("\n"), article, root, words)))
    return path


def next_steps(article: Article, name: str) -> str:
    """Return what the author does next."""
    steps = (
        "Read the article beside it; write every sentence yourself where a line says [[fill in: ...]].",
        *_STEPS[article.kind],
        "`make content` names every place that is left, with its line, and then what is missing.",
    )
    listed = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
    return f"Wrote {name} from {article.path}: its facts are in, its sentences are not. Next:\n{listed}\n"


_STEPS = {
    "exercise": (
        "Complete the `exercise:` block: the movement decides who may do it.",
        "List it under its group in data/ranking/groups.yaml, where it comes in the usual order.",
    ),
    "condition": ("Say in the `condition:` block which patterns it speaks about.",),
}


# -------------------------------------------------------------- filling in
def _filled(lines: list[str], article: Article, root: Path, words: ArticleWords) -> Iterator[str]:
    given = dict(_given(article, words))
    links = _links(article, {path.stem: _title_of(path) for path in root.glob("guides/*/*.md")})
    above = ""
    for line in _with_mistakes(_with_levels(lines, article.progressions), article.mistakes):
        if line.startswith("- [[fill in") and above in links:
            yield links[above]
        else:
            yield next((value for begins, value in given.items() if line.startswith(begins)), line)
        above = line or above


def _given(article: Article, words: ArticleWords) -> Iterator[tuple[str, str]]:
    """Yield what the article knows: how a line of the template begins, and the line with the fact in it."""
    name = (article.title or article.slug).partition(":")[0].strip()
    yield "title: ", f"title: {_quoted(article.title or name)}"
    yield "  name: ", f"  name: {_quoted(name)}"
    yield "# ", f"# {name}"
    steps = words.difficulty(article.facts.difficulty or "")
    if first := next((x.id for x in words.difficulties if x.id in steps), ""):
        yield "difficulty: ", f'difficulty: "{first}"'
    for label, value in _rows(article.facts).items():
        yield f"| **{label}** |", f"| **{label}** | {value} |"


def _links(article: Article, known: Mapping[str, str]) -> dict[str, str]:
    """Return, by heading, the links of the article to guides that exist."""
    fields = {"exercises": article.related_exercises, "conditions": article.related_conditions}
    listed = {
        f"## Related {name.capitalize()}": [f"- [{known[x.slug]}](/{name}/{x.slug}/)" for x in links if x.slug in known]
        for name, links in fields.items()
    }
    return {heading: "\n".join(lines) for heading, lines in listed.items() if lines}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _title_of(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), path.stem)


def _rows(facts: Facts) -> dict[str, str]:
    """Return the rows of Quick Facts that the article has, under the names that guides use."""
    rows = {
        "Targets": ", ".join(facts.targets or ()),
        "Best For": ", ".join(facts.best_for or ()),
        "Difficulty": facts.difficulty,
        "Equipment": facts.equipment,
        "Time": facts.time,
        "Frequency": facts.frequency,
    }
    return {label: value.replace("|", "/") for label, value in rows.items() if value}


def _with_levels(lines: list[str], progressions: tuple[Named, ...]) -> list[str]:
    """Return the skeleton with a level and a heading for each progression of the article, if it names two or more."""
    titles = [_level_title(x.title) for x in progressions]
    if len(titles) < 2 or not any(line.startswith(_LEVEL) for line in lines):
        return lines
    ids = [f"    - id: {_id(title)}" for title in titles]
    lines = _repeated(lines, _LEVEL, _NEXT_LEVEL, _END, ids)
    return _repeated(lines, _HEADING, _NEXT_HEADING, "## ", [f"### {title}" for title in titles])


def _level_title(title: str) -> str:
    before, colon, after = title.partition(":")
    return after.strip() if colon and after.strip() else before.strip()


def _id(title: str) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in title.lower())
    return "-".join(kept.split()) or "level"


def _repeated(lines: list[str], first: str, second: str, end: str, heads: list[str]) -> list[str]:
    """Return the lines with the second of two blocks repeated for every further head, each begun by its head."""
    start = next(i for i, line in enumerate(lines) if line.startswith(first))
    middle = next(i for i, line in enumerate(lines) if line.startswith(second))
    stop = next(i for i, line in enumerate(lines) if i > middle and line.startswith(end))
    block, made = lines[middle + 1 : stop], [heads[0], *lines[start + 1 : middle]]
    for head in heads[1:]:
        made += [head, *block]
    return [*lines[:start], *made, *lines[stop:]]


def _with_mistakes(lines: list[str], mistakes: tuple[Mistake, ...]) -> list[str]:
    """Return the skeleton with the names of the mistakes in place of the first marks for them."""
    names = iter(mistakes)
    made = []
    for line in lines:
        number, dot, rest = line.removeprefix("### ").partition(". ")
        named = line.startswith("### ") and number.isdigit() and dot and rest.startswith("[[fill in")
        mistake = next(names, None) if named else None
        made.append(f"### {number}. {mistake.title}" if mistake else line)
    return made
