"""Fifty visitors at once, who think for five seconds between clicks; they speak Streamlit's own protocol.

A visitor opens the check, answers what she is asked and presses the button that leads on; at the end she begins anew.
Measured is from the click to the message that the run is over.
"""

import asyncio
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter
from typing import Any

from harness import serve
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.bench.rows import Row

VISITORS = 50
THINK = 5.0  # seconds, on average
SECONDS = 30.0
LARGEST = 64 * 2**20


def measure() -> Iterator[Row]:
    """The middle and the slow end of every click, and what went wrong."""
    with serve() as app:
        visits = asyncio.run(_all_of_them(app.url.replace("http", "ws", 1) + "/_stcore/stream"))
        wrong = sum(visit.errors for visit in visits) + app.says().count("Traceback")
    clicks = sorted(time for visit in visits for time in visit.clicks)
    cuts = quantiles(clicks, n=20)
    detail = f"{len(clicks)} clicks of {VISITORS} visitors in {SECONDS:.0f} s"
    yield Row("click, median, s", cuts[9], None, detail)
    yield Row("click, 95th percentile, s", cuts[18], 0.3, detail)
    yield Row("errors", wrong, 0, f"{sum(visit.ends for visit in visits)} came to the end of the check")


async def _all_of_them(address: str) -> "list[Visit]":
    end = perf_counter() + SECONDS + THINK
    visits = [Visit(random.Random(number)) for number in range(VISITORS)]
    await asyncio.gather(*(visit.make(address, end) for visit in visits))
    return visits


@dataclass
class Visit:
    """One visitor: what is on her screen, and how long every click took."""

    chance: random.Random
    screen: list[Element] = field(default_factory=list)
    page: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    clicks: list[float] = field(default_factory=list)
    ends: int = 0
    errors: int = 0

    async def make(self, address: str, end: float) -> None:
        """Come, click and think until the end."""
        await asyncio.sleep(self.chance.uniform(0, THINK))
        async with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=LARGEST) as line:
            await self._run(line)
            self.page = self.pages["check"]
            await self._run(line)
            while perf_counter() < end:
                await asyncio.sleep(self.chance.expovariate(1 / THINK))
                pressed = self._choose()
                start = perf_counter()
                await self._run(line, pressed)
                self.clicks.append(perf_counter() - start)

    def _choose(self) -> WidgetState | None:
        """Answer the first thing that is open, or name the way on; at the end begin anew."""
        for element in self.screen:
            if element.bidi_component.component_name == "check":
                return _act(element.bidi_component, self.chance)
        on = [x.button for x in self.screen if x.WhichOneof("type") == "button" and x.button.type == "primary"]
        if on:
            self.ends += "finish" in on[-1].id
            return WidgetState(id=on[-1].id, trigger_value=True)
        self.page = self.pages["check"] if self.page != self.pages["check"] else self.pages["home"]
        return None

    async def _run(self, line: ClientConnection, pressed: WidgetState | None = None) -> None:
        """Ask for a run, and read what comes until it is over."""
        ask = BackMsg()
        ask.rerun_script.page_script_hash = self.page
        ask.rerun_script.widget_states.CopyFrom(WidgetStates(widgets=[pressed] if pressed else []))
        await line.send(ask.SerializeToString())
        while not self._over(ForwardMsg.FromString(await line.recv(decode=False))):
            pass

    def _over(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.screen = []
            self.page = message.new_session.page_script_hash
        elif kind == "navigation":
            self.pages = {page.url_pathname or "home": page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.screen.append(message.delta.new_element)
            self.errors += message.delta.new_element.WhichOneof("type") == "exception"
        cut_short = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return kind == "script_finished" and not cut_short


def _act(check: BidiComponent, chance: random.Random) -> WidgetState:
    """What she does next on a screen of the check, as its component sends it: an answer, or the way on."""
    told = json.loads(check.json)
    do, asked, value = next(filter(None, (_answer(part, chance) for part in told["parts"])), ("next", "", None))
    act = {"n": told["seen"] + 1, "whose": told["whose"], "topic": told["topic"], "do": do, "id": asked, "value": value}
    event = {"event": "said", "value": {"visit": told["visit"], "acts": [act]}}
    return WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{check.id}__events", json_trigger_value=json.dumps([event]))


def _answer(part: dict[str, Any], chance: random.Random) -> tuple[str, str, Any] | None:
    """An answer to an open question: any line, a number, "none of these"; None if there is nothing to answer."""
    match part:
        case {"kind": "one", "id": asked, "value": None, "choices": choices}:
            return "pick", asked, chance.choice(choices)[0]
        case {"kind": "number", "id": asked, "value": None, "odd": None, "is_unsure": False}:
            return "type", asked, "30"
        case {"kind": "many", "id": asked, "value": [], "choices": choices}:
            options = [option for option, _ in choices]
            return "tick", asked, ["none" if "none" in options else options[0], True]
    return None
