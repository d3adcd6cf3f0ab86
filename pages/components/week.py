"""Her week as a small table: the days, and what is done on each."""

from engine import Assessment

from .sheet import Sheet
from .words import DAYS


def add(sheet: Sheet, assessment: Assessment) -> None:
    """Add the week, and how long a session takes."""
    sheet.header("Your week")
    titles = {item.exercise: item.title for item in assessment.programme.chosen}
    rows = [
        (DAYS[session.day], ", ".join(titles[x] for x in session.exercises)) for session in assessment.programme.week
    ]
    sheet.table(("Day", "Exercises"), rows)
    minutes = round(sum(item.seconds for item in assessment.programme.chosen) / 60)
    sheet.caption(f"A session takes about {minutes} minutes. Other days do as well; leave a day between hard ones.")
