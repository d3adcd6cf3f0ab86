"""A self-test: what to do, who leaves it out, and a watch that runs in the browser."""

from typing import Any

from engine import Knowledge, SelfTest, drawings_of_test

from . import question

SECONDS = "seconds"
WIDE = 148  # two side by side on a phone


def told(test: SelfTest, knowledge: Knowledge) -> dict[str, Any]:
    """Return all that a screen shows of a test above its question."""
    return {
        "kind": "test",
        "id": test.id,
        "name": test.name,
        "time": f"about {test.seconds} seconds",
        "who_skips": test.who_skips,
        "drawings": question.drawn(test, drawings_of_test(test, knowledge).steps, WIDE, knowledge),
        "steps": list(test.steps),
        "needs": ", ".join(test.needs),
        "stop_if": test.stop_if,
        "timed": test.timed,
        "measures": test.questions[0] if test.unit == SECONDS else None,
        "caveat": test.caveat,
    }
