"""A folder of articles that nobody here wrote: read, judged and shown, never recommended."""

from .adopt import choose, next_steps
from .adopt import write as adopt
from .article import Article, Finding, Link, Section
from .nodes import with_articles
from .reader import Reading, read_folder
from .report import as_json, counted, problems, schema
from .shelf import RelatedLink, Shelf, Target
from .words import ArticleWords, load_words

__all__ = [
    "Article",
    "ArticleWords",
    "Finding",
    "Link",
    "Reading",
    "RelatedLink",
    "Section",
    "Shelf",
    "Target",
    "adopt",
    "as_json",
    "choose",
    "counted",
    "load_words",
    "next_steps",
    "problems",
    "read_folder",
    "schema",
    "with_articles",
]
