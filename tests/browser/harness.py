"""What the browser tests share: a running app, pages to open, waiting without sleeping, and axe."""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request
from playwright.sync_api import TimeoutError as TooLate
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[2]
PAGES = ["", "check", "plan", "guides", "explore", "bench", "about"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

Size = Literal["phone", "desk"]
Scheme = Literal["light", "dark"]
SIZES: dict[Size, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}

COUNT_RUNS = "({}\n)({}, {})".format(
    (Path(__file__).parent / "count_runs.js").read_text().strip(),
    ForwardMsg.DESCRIPTOR.fields_by_name["script_finished"].number,
    ForwardMsg.FINISHED_EARLY_FOR_RERUN,
)
UNTIL = """async ([arg, limit]) => {
  const holds = %s;
  const end = performance.now() + limit;
  while (!holds(arg)) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}"""


@dataclass
class App:
    """A server of our own, and what it has written so far."""

    url: str
    log: Path
    command: Sequence[str]
    process: subprocess.Popen[bytes]
    folder: Path = ROOT

    def kill(self) -> None:
        """Ends it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def start_again(self) -> None:
        """Starts another server where the one before listened."""
        self.process = start(self.command, self.log, self.folder)
        wait_until_up(self)

    def says(self, since: int = 0) -> str:
        """The server's log, from a place in it on."""
        return self.log.read_text(errors="replace")[since:]

    def is_up(self) -> bool:
        """Whether it answers its health check."""
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def serve(script: str = "server.py", folder: Path = ROOT, options: Sequence[str] = ()) -> Iterator[App]:
    """Starts the app, or another script with the settings of its folder, on a free port, and ends it afterwards."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="plumbline-server-") as own:
        log = Path(own) / "log.txt"
        where = ["--server.port", str(port), "--server.headless", "true"]
        command = [sys.executable, "-m", "streamlit", "run", script, *where, *options]
        app = App(f"http://127.0.0.1:{port}", log, command, start(command, log, folder), folder)
        try:
            wait_until_up(app)
            yield app
        finally:
            stop(app.process)


def start(command: Sequence[str], log: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Starts a server that adds to its log."""
    with log.open("ab") as out:
        return subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(app: App, seconds: float = 60) -> None:
    """Returns when the server answers; fails with its log when it does not."""
    end = time.monotonic() + seconds
    while not app.is_up():
        if app.process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the app did not start:\n{app.says()}")
        time.sleep(0.05)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Asks it to end, then insists."""
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Rooms:
    """Browser contexts to be used again: emptied of all that a visitor left, but for what the browser has fetched.

    The first page of a new context takes three times as long, for it reads Streamlit's scripts anew.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.visitor: Visitor | None = None  # who is here now
        self._free: dict[str, list[BrowserContext]] = {}

    def take(self, settings: dict[str, Any]) -> BrowserContext:
        """A context with these settings that nobody is in."""
        free = self._free.setdefault(repr(sorted(settings.items())), [])
        if free:
            return free.pop()
        context = self.browser.new_context(**settings)
        context.on("request", self._note)
        context.add_init_script(COUNT_RUNS)
        return context

    def _note(self, request: Request) -> None:
        if self.visitor is not None:
            self.visitor.note_address(request.url)

    def give_back(self, context: BrowserContext, settings: dict[str, Any], origin: str) -> None:
        """Empties it, for the next visitor with these settings."""
        page = context.new_page()
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        context.clear_cookies()
        has_its_clock = page.evaluate("Date.toString().includes('[native code]')")
        page.close()
        if has_its_clock:
            self._free[repr(sorted(settings.items()))].append(context)
        else:  # a test has put its own into every page
            context.close()


@dataclass
class Visitor:
    """Opens pages, each as a new visitor, and notes every request that leaves this machine."""

    rooms: Rooms
    url: str
    contexts: list[BrowserContext] = field(default_factory=list)
    left_the_machine: list[str] = field(default_factory=list)
    _taken: list[tuple[BrowserContext, dict[str, Any]]] = field(default_factory=list)

    def __call__(
        self,
        path: str = "",
        *,
        size: Size = "phone",
        scheme: Scheme = "light",
        url: str | None = None,
        **options: Any,
    ) -> Page:
        """A settled page in a session of its own; further options go to Playwright's `new_context`."""
        self.rooms.visitor = self
        settings = {"locale": "en-GB", "reduced_motion": "reduce", "color_scheme": scheme, **SIZES[size], **options}
        context = self.rooms.take(settings)
        self.contexts.append(context)
        self._taken.append((context, settings))
        page = context.new_page()
        page.on("websocket", lambda socket: self.note_address(socket.url))
        page.goto(f"{url or self.url}/{path}", wait_until="domcontentloaded")
        settle(page)
        return page

    def note_address(self, address: str) -> None:
        """Keeps the address if it is another machine's."""
        parts = urlsplit(address)
        if parts.scheme not in {"data", "blob", "about"} and parts.hostname != "127.0.0.1":
            self.left_the_machine.append(address)

    def pages(self) -> list[Page]:
        """Every page that is still open."""
        return [page for context in self.contexts for page in context.pages]

    def leave(self) -> None:
        """Closes everything, and leaves the rooms as they were."""
        for context in self.contexts:
            settings = next((settings for taken, settings in self._taken if taken is context), None)
            if settings is None:
                context.close()
            else:
                for page in context.pages:
                    page.close()
                self.rooms.give_back(context, settings, self.url)


def settle(page: Page, seconds: float = 30) -> None:
    """Waits until the script has run and what it wrote is on the screen.

    After a click, use `rerun`: until the server answers, the page still looks settled from the run before.
    """
    done = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
    unfinished = "[data-stale=true], [data-testid=stSkeleton], .st-key-fetching, .check:not([data-topic]), .sheet:empty"
    page.wait_for_selector(done, timeout=seconds * 1000)
    until(page, "unfinished => window.runs > 0 && !document.querySelector(unfinished)", unfinished, seconds)


def until(page: Page, holds: str, arg: Any = None, seconds: float = 30) -> None:
    """Waits until a function of the page is true of the argument.

    Playwright's own `wait_for_function` evaluates text in the page, which the content policy forbids.
    """
    if not page.evaluate(UNTIL % holds, [arg, seconds * 1000]):
        raise TooLate(f"not in {seconds} s: {holds}")


@contextmanager
def rerun(page: Page) -> Iterator[None]:
    """Does something that the server must answer, and waits until it has."""
    before = page.evaluate("window.runs")
    yield
    until(page, "before => window.runs > before", before)
    settle(page)


def axe(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds against WCAG 2.0 to 2.2, A and AA, or these rules of it: one line for each place."""
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": WCAG}
    options = {"runOnly": only, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [in_words(rule, node) for rule in found for node in rule["nodes"]]


def in_words(rule: dict[str, Any], node: dict[str, Any]) -> str:
    """One place where a rule of axe is broken, in one line."""
    what_to_do = " ".join(node.get("failureSummary", "").split())
    return f"{rule['id']} ({rule['impact']}): {node['target']}: {what_to_do}"
