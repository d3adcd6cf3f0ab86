"""What a browser sends to a component of ours, without a browser."""

import json
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest


def sends(at: AppTest, component: Any, event: str, value: Any) -> AppTest:
    """The page after a component was told something; it may be whatever a browser likes."""
    states = at._tree.get_widget_states()
    trigger = f"$$STREAMLIT_INTERNAL_KEY_{component.id}__events"
    states.widgets.append(WidgetState(id=trigger, json_trigger_value=json.dumps([{"event": event, "value": value}])))
    at._run(states)
    assert not at.exception
    return at
