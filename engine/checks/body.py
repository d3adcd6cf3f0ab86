"""The figure: every region is drawn where the vocabulary says it is, on the sides it has."""

from engine.knowledge import Knowledge
from engine.source import Problem

from . import Check, Found


def regions_are_drawn(knowledge: Knowledge) -> Found:
    """Yield every region that a view lacks, has although it cannot be seen from there, or draws twice."""
    body = knowledge.body
    for view in body.views:
        drawn = [part.region for part in view.parts]
        for region in knowledge.vocabulary.regions:
            seen = region.view in ("both", view.id) and region.id not in body.no_place
            if seen and region.id not in drawn:
                message = f"region '{region.id}' has no part in view '{view.id}': draw it, or name it in no_place"
                yield Problem(view.at, message)
        for place, part in enumerate(view.parts):
            if part.region in drawn[:place]:
                yield Problem(part.at, f"region '{part.region}' is drawn twice in view '{view.id}': drop one")
            elif part.region in body.no_place or knowledge.regions[part.region].view not in ("both", view.id):
                yield Problem(part.at, f"region '{part.region}' is not seen in view '{view.id}': drop the part")


def sides_are_drawn(knowledge: Knowledge) -> Found:
    """Yield every part with two sides whose region has none, and the other way round; and views that are not two."""
    for view in knowledge.body.views:
        for part in view.parts:
            if part.mirrored != knowledge.regions[part.region].side:
                remedy = "drop mirrored" if part.mirrored else "write mirrored: true, or draw half of it"
                yield Problem(part.at, f"region '{part.region}' and its part differ in having sides: {remedy}")
    ids = sorted(view.id for view in knowledge.body.views)
    if ids != ["back", "front"]:
        yield Problem(knowledge.body.at, f"the figure is seen from {', '.join(ids)}: draw it from front and back, once")


def options_are_regions(knowledge: Knowledge) -> Found:
    """Yield every question that is shown on the body and does not offer the regions that are drawn there."""
    drawn = {part.region for view in knowledge.body.views for part in view.parts}
    for question in knowledge.questions.values():
        if question.display == "body" and (question.type != "many_of" or drawn - question.choices.keys()):
            message = f"'{question.id}' has 'display: body': make it many_of, with every region of body.yaml an option"
            yield Problem(question.at, message)


CHECKS = (
    Check("regions-are-drawn", "every region lies on the figure where it is seen", regions_are_drawn),
    Check("sides-are-drawn", "a part has sides if its region has, and there are two views", sides_are_drawn),
    Check("options-are-regions", "a question shown on the body offers its regions", options_are_regions),
)
