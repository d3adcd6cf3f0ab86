"""What the product adds to the reviewed tables stands in two places, and both agree."""

import engine
from tests import double_entry
from tests.naive import rows


def test_our_own_rules_are_what_was_written_down(knowledge: engine.Knowledge) -> None:
    assert double_entry.own_rules(knowledge) == double_entry.written(double_entry.OWN)


def test_every_level_does_to_the_body_what_was_written_down(knowledge: engine.Knowledge) -> None:
    assert double_entry.levels(knowledge) == double_entry.written(double_entry.LEVELS)


def test_every_axis_value_implies_what_the_fact_base_says(knowledge: engine.Knowledge) -> None:
    axes = {axis.id: {value.id: set(value.implies) for value in axis.values} for axis in knowledge.vocabulary.axes}
    for row in rows("movement_axes.csv"):
        assert axes[row["axis"]][row["value"]] == set(filter(None, row["implies"].split(";"))), row


def test_derived_properties_are_those_of_the_fact_base(knowledge: engine.Knowledge) -> None:
    here = {rule.id: rule.property for rule in knowledge.vocabulary.derived_properties}
    assert here == {row["id"]: row["property"] for row in rows("derived_properties.csv")}
