"""Plumbline's engine: from answers to an explained plan. Pure Python; this is its whole public face."""

from .answers import Answers, AnswersError, check_answers, read_answers
from .changelog import Change, last_change
from .english import say
from .expected import Comparison, compare_with_expected
from .graph import (
    LINK,
    Edge,
    Graph,
    LevelChange,
    MapFilter,
    Node,
    Way,
    WayStep,
    connections,
    fitting_levels,
    graph,
    instead_of,
    leads_to,
    levels_by_muscle,
    life_stages,
    pattern_evidence,
    same_work,
    stage_changes,
    stage_levels,
    trained_muscles,
    way_to,
)
from .interview import Mistake, Step, mistakes, steps
from .knowledge import DATA, Knowledge, load
from .library_coverage import Library, LibraryCell, library
from .library_file import LifeStage
from .model import Advice, Country, ExerciseFacts, Guide, GuideSection, Level, Person, Question, SelfTest, Source
from .pipeline import UnsafeProgrammeError, assess
from .results import Assessment, Card, Fate, PatternResult, Prescribed, Reason, StageName
from .rulebook import RULE_KINDS, RuleLine, rulebook, when_in_words
from .search import SearchHit, search
from .search_index import SearchIndex
from .source import Problem, SourceError
from .stages.explanation import dose_in_words
from .standing import Standing, permitted, standings
from .trace import TRACED, TraceLine, trace

__all__ = [
    "DATA",
    "LINK",
    "RULE_KINDS",
    "TRACED",
    "Advice",
    "Answers",
    "AnswersError",
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
    "LevelChange",
    "Library",
    "LibraryCell",
    "LifeStage",
    "MapFilter",
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
    "SelfTest",
    "Source",
    "SourceError",
    "StageName",
    "Standing",
    "Step",
    "TraceLine",
    "UnsafeProgrammeError",
    "Way",
    "WayStep",
    "assess",
    "check_answers",
    "compare_with_expected",
    "connections",
    "dose_in_words",
    "fitting_levels",
    "graph",
    "instead_of",
    "last_change",
    "leads_to",
    "levels_by_muscle",
    "library",
    "life_stages",
    "load",
    "mistakes",
    "pattern_evidence",
    "permitted",
    "read_answers",
    "rulebook",
    "same_work",
    "say",
    "search",
    "stage_changes",
    "stage_levels",
    "standings",
    "steps",
    "trace",
    "trained_muscles",
    "way_to",
    "when_in_words",
]
