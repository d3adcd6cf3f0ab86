"""Plumbline's engine: from answers to an explained plan. Pure Python; this is its whole public face."""

from .answers import Answers, AnswersError, check_answers
from .answers_file import AnswersFile, read_answers, read_answers_file, write_answers_file
from .body import BodyView, body_marks, body_picture, body_to_tap
from .changelog import Change, last_change
from .english import say
from .expected import Comparison, compare_with_expected
from .graph import LINK, Edge, Graph, Node, graph
from .guarded_json import MAX_BYTES
from .interview import (
    Mistake,
    RestsOn,
    SoFar,
    Step,
    left_unasked,
    mistakes,
    path,
    rests_on,
    screen,
    so_far,
    steps,
    upcoming,
)
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
from .suggestions import Suggestion, possible_patterns, worth_testing
from .trace import TRACED, TraceLine, trace

__all__ = [
    "DATA",
    "LINK",
    "MAX_BYTES",
    "RULE_KINDS",
    "TRACED",
    "Advice",
    "Answers",
    "AnswersError",
    "AnswersFile",
    "Assessment",
    "BodyView",
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
    "RestsOn",
    "RuleLine",
    "SearchHit",
    "SearchIndex",
    "SelfTest",
    "SoFar",
    "Source",
    "SourceError",
    "StageName",
    "Standing",
    "Step",
    "Suggestion",
    "TraceLine",
    "UnsafeProgrammeError",
    "assess",
    "body_marks",
    "body_picture",
    "body_to_tap",
    "check_answers",
    "compare_with_expected",
    "dose_in_words",
    "graph",
    "last_change",
    "left_unasked",
    "library",
    "load",
    "mistakes",
    "path",
    "possible_patterns",
    "read_answers",
    "read_answers_file",
    "rests_on",
    "rulebook",
    "say",
    "screen",
    "search",
    "so_far",
    "standing",
    "steps",
    "trace",
    "upcoming",
    "when_in_words",
    "worth_testing",
    "write_answers_file",
]
