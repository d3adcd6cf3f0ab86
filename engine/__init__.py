"""Plumbline's engine: from answers to an explained plan. Pure Python; this is its whole public face."""

from .answers import Answers, AnswersError, check_answers, read_answers
from .knowledge import DATA, Knowledge, load
from .pipeline import UnsafeProgrammeError, assess
from .results import Assessment
from .source import Problem, SourceError

__all__ = [
    "DATA",
    "Answers",
    "AnswersError",
    "Assessment",
    "Knowledge",
    "Problem",
    "SourceError",
    "UnsafeProgrammeError",
    "assess",
    "check_answers",
    "load",
    "read_answers",
]
