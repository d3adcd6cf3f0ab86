"""How to go on with a plan: while exercising, the next day, when to move up, when to step back."""

from engine import Knowledge

from .sheet import Sheet

TOPICS = {
    "during": "While you exercise",
    "after24h": "The next day",
    "move_up": "When to move up",
    "move_down": "When to step back",
}


def add(sheet: Sheet, knowledge: Knowledge) -> None:
    """Add the rules of thumb by topic, each with what to do."""
    sheet.header("As you go")
    for topic, title in TOPICS.items():
        lines = [_line(x.title, x.applies_to, x.rule, x.do) for x in knowledge.advisories if x.topic == topic]
        with sheet.folded(title):
            sheet.bullets(lines)


def _line(title: str, applies_to: str, rule: str, do: str) -> str:
    whom = "" if applies_to == "all" else f" ({applies_to})"
    return f"**{title}{whom}:** {do} {rule}."
