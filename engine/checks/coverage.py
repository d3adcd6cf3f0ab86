"""Coverage: no row of the fact base is dropped in silence."""

from engine import coverage

from . import Check

CHECKS = (
    Check(
        "fact-base-is-covered",
        "every row of the fact base has a rule, fact or question, or a reason why not",
        coverage.problems,
    ),
)
