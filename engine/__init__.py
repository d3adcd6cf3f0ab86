"""Plumbline's engine: from answers to an explained plan. Pure Python; this is its whole public face."""

from .answers import Answers, AnswersError, check_answers, read_answers
from .articles import Article, Section, Shelf, Target, load_words, read_folder
from .changelog import Change, last_change
from .english import say
from .expected import Comparison, compare_with_expected
from .graph import LINK, Edge, Graph, Node, graph
from .interview import Mistake, Step, mistakes, steps
from .knowledge import DATA, Knowledge, load
from .library_coverage import Library, LibraryCell, library
from .model import Advice, Country, ExerciseFacts, Guide, GuideSection, Level, Person, Question, SelfTest, Source
from .pipeline import UnsafeProgrammeError, assess
from .results import Assessment, Card, Fate, PatternResult, Prescribed, Reason, StageName
from .rulebook import RULE_KINDS, RuleLine, rulebook, when_in_words
from .search import SearchHit, search
from .search_index import SearchIndex
from .source import Problem, SourceError
from .stages.explanation import dose_in_words
from .standing import Standing, standing
from .trace import TRACED, TraceLine, trace

__all__ = [
    "DATA",
    "LINK",
    "RULE_KINDS",
    "TRACED",
    "Advice",
    "Answers",
    "AnswersError",
    "Article",
    "Assessment",
    "Card",
    "Change",
    "Comparison",
    "Country",
    "Edge",
    "ExerciseFacts",
    "Fate",
    "Graph",
    "Guide",
    "GuideSection",
    "Knowledge",
    "Level",
    "Library",
    "LibraryCell",
    "Mistake",
    "Node",
    "PatternResult",
    "Person",
    "Prescribed",
    "Problem",
    "Question",
    "Reason",
    "RuleLine",
    "SearchHit",
    "SearchIndex",
    "Section",
    "SelfTest",
    "Shelf",
    "Source",
    "SourceError",
    "StageName",
    "Standing",
    "Step",
    "Target",
    "TraceLine",
    "UnsafeProgrammeError",
    "assess",
    "check_answers",
    "compare_with_expected",
    "dose_in_words",
    "graph",
    "last_change",
    "library",
    "load",
    "load_words",
    "mistakes",
    "read_answers",
    "read_folder",
    "rulebook",
    "say",
    "search",
    "standing",
    "steps",
    "trace",
    "when_in_words",
]
