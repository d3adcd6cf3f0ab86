"""Plumbline as it is served: app.py behind a content policy, compressed files, a first screen and a health check.

`streamlit run server.py` starts it. What a visitor sends is never read here: it goes on to Streamlit as it comes.
"""

import asyncio
import base64
import gc
import gzip
import hashlib
import json
import mimetypes
import re
from collections.abc import AsyncIterator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs

import brotli
import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import engine
from app import (
    OFF_THE_NAVIGATION,
    SCREENS,
)  # importing it is also what tells Streamlit that `pages` is no folder of page scripts
from pages.components import check_form, first_screen, frame, keeping, part, picture, session, sheet, welcome

STATIC = Path(st.__file__).parent / "static"
FOR_A_YEAR = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
CLOSED = ("/_stcore/metrics", "/_stcore/agent")  # how the server fares, and a door for programs: nobody's business
ON_EVERY_SCREEN = ("/Button.tsx", "/Html.tsx", "/PageLink.tsx", "/BidiComponent.tsx")
ROBOTS = b"User-agent: *\nDisallow: /_stcore/\n"
PARTS = (check_form.COMPONENT, keeping.COMPONENT, sheet.COMPONENT)
_PAGE = re.compile(r"/[A-Za-z0-9-]+")
_NO = re.compile(r"q=0(\.0*)?")


@dataclass(frozen=True, slots=True)
class File:
    """What an address answers: the bytes by encoding ("" is as they are), how long they may be kept, what may run."""

    type: str
    bodies: Mapping[str, bytes]
    mark: str = ""
    cache: str = ASK_AGAIN
    status: int = 200
    policy: str = ""

    def answer(self, asked: Headers) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body for these request headers."""
        encoding = next(name for name in self.bodies if name in {*_accepted(asked.get("accept-encoding", "")), ""})
        body = self.bodies[encoding]
        mark = f'"{self.mark}{encoding}"'
        headers = {"cache-control": self.cache, "etag": mark, "vary": "accept-encoding"}
        headers |= {"content-security-policy": self.policy} if self.policy else {}
        if self.status == 200 and mark in re.split(r"\s*,\s*", asked.get("if-none-match", "")):
            return 304, headers, b""
        headers |= {"content-type": self.type, "content-length": str(len(body))}
        return self.status, headers | ({"content-encoding": encoding} if encoding else {}), body


def _accepted(header: str) -> set[str]:
    parts = (part.partition(";") for part in header.lower().replace(" ", "").split(","))
    return {name for name, _, quality in parts if not _NO.fullmatch(quality)}


def pack(content: bytes, name: str, cache: str = ASK_AGAIN, status: int = 200) -> File:
    """Return a file by this name, compressed if it is text: brotli first, then gzip, then as it is."""
    mark = hashlib.sha256(content).hexdigest()[:24]
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if not (kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))):
        return File(kind, {"": content}, mark, cache, status)
    bodies = {"br": brotli.compress(content, quality=5), "gzip": gzip.compress(content, 6, mtime=0), "": content}
    return File(f"{kind}; charset=utf-8", bodies, mark, cache, status)


def static_files(folder: Path) -> dict[str, File]:
    """Return every file under Streamlit's `static/static`, whose names change with what is in them, by its address."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    with ThreadPoolExecutor() as pool:
        packed = pool.map(lambda path: pack(_content(path), path.name, FOR_A_YEAR), paths)
        return {
            f"/static/{path.relative_to(folder).as_posix()}": file for path, file in zip(paths, packed, strict=True)
        }


def _content(path: Path) -> bytes:
    """Read a file; text is to be read in another font until its own has come, instead of not at all."""
    content = path.read_bytes()
    return (
        content.replace(b"{font-family:Source", b"{font-display:swap;font-family:Source")
        if path.suffix == ".css"
        else content
    )


def scripts_for(parts: Iterable[str]) -> list[str]:
    """Return the scripts of these parts of Streamlit's front end, and those that they import, from its own list."""
    parts_of = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
    waiting, found = [name for name in parts_of if name.endswith(tuple(parts))], dict[str, str]()
    while waiting:
        name = waiting.pop()
        if name not in found and name != "index.html":
            found[name] = parts_of[name]["file"]
            waiting += parts_of[name].get("imports", [])
    return sorted(found.values())


def html_pages() -> dict[str, str]:
    """Return the page of every screen by its address, and under "" the one for an address that is none."""
    shell = (STATIC / "index.html").read_text(encoding="utf-8")
    names = {address: title for address, (title, _) in SCREENS.items()}
    soon = [script for script in scripts_for(ON_EVERY_SCREEN) if script not in shell]
    made = {f"/{here}": first_screen.page(shell, names, here, soon, OFF_THE_NAVIGATION) for here in ["", *names]}
    return {**made, "/": made[f"/{next(iter(names))}"], "": made["/"]}


def policy(page: str) -> str:
    """Return the content policy for a page: from here only, and of inline scripts only those that it has.

    Components and charts need `blob:`, `'wasm-unsafe-eval'` and inline styles; nothing needs `'unsafe-eval'`.
    """
    scripts = " ".join(f"'sha256-{_sha256(text)}'" for text in re.findall(r"<script>(.*?)</script>", page, re.DOTALL))
    return (
        f"default-src 'self'; script-src 'self' {scripts} 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class Door:
    """What stands before Streamlit: hands out the files it has, closes what is closed, and adds the headers.

    Plain ASGI, for a middleware that reads the body of a request breaks uploads.
    """

    def __init__(self, app: ASGIApp, files: Mapping[str, File], missing: File, headers: Mapping[str, str]) -> None:
        self.app, self.files, self.missing, self.headers = app, files, missing, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self.app(scope, receive, Together(send))
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif file := await self._file(scope):
            status, headers, body = file.answer(Headers(scope=scope))
            raw = [(name.encode(), value.encode()) for name, value in {**self.headers, **headers}.items()]
            await send({"type": "http.response.start", "status": status, "headers": raw})
            await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
        else:
            await self.app(scope, receive, self._with_headers(send))

    async def _file(self, scope: Scope) -> File | None:
        path = scope["path"]
        if path.startswith(CLOSED):
            return _CLOSED
        if scope["method"] not in {"GET", "HEAD"}:
            return None
        if path.startswith(PICTURES):
            asked = parse_qs(scope["query_string"].decode("latin-1"))
            return await asyncio.to_thread(picture_file, path.removeprefix(PICTURES), asked.get("v", [""])[0])
        return self.files.get(path, self.missing if _PAGE.fullmatch(path) and path != HEALTH else None)

    def _with_headers(self, send: Send) -> Send:
        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return send_on


LONGEST_HELD = 0.06  # seconds until what there is of a run is shown
SHORT = 200  # bytes; the messages that say how a run stands are shorter
STANDS = ("session_status_changed", "script_finished")


class Together:
    """Hands on what a run draws in one go: when it is over, or in parts if it takes long.

    The browser draws the page anew some 10 ms after each thing that comes, so what trickles in over 60 ms would be
    drawn six times.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._held: list[Message] = []
        self._soon: asyncio.Task[None] | None = None
        self._in_order = asyncio.Lock()

    async def __call__(self, message: Message) -> None:
        """Take the next message of a WebSocket."""
        self._held.append(message)
        if message["type"] != "websocket.send" or _says_how_it_stands(message):
            await self._hand_on()
        elif self._soon is None:
            self._soon = asyncio.create_task(self._hand_on_soon())

    async def _hand_on_soon(self) -> None:
        await asyncio.sleep(LONGEST_HELD)
        self._soon = None
        with suppress(OSError):  # she has gone: Streamlit learns it from what it receives
            await self._hand_on()

    async def _hand_on(self) -> None:
        async with self._in_order:
            while self._held:
                await self._send(self._held.pop(0))


def _says_how_it_stands(message: Message) -> bool:
    sent = message.get("bytes") or b""
    return len(sent) < SHORT and ForwardMsg.FromString(sent).WhichOneof("type") in STANDS


PICTURES = f"/{picture.FOLDER}/"
NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
_drawn: dict[str, File] = {}


def picture_file(name: str, mark: str) -> File:
    """Return a picture, drawn when it is first asked for; under the mark that it has now it may be kept for good."""
    found = None if session.knowledge_problems() else engine.picture_named(session.knowledge(), name)
    if found is None:
        return _CLOSED
    if name not in _drawn:
        text = found.svg()
        if text is None:
            return _CLOSED
        _drawn[name] = replace(pack(text.encode(), "picture.svg"), policy=NOTHING_RUNS)
    return replace(_drawn[name], cache=FOR_A_YEAR) if mark == found.mark else _drawn[name]


HEALTH = "/healthz"
_CLOSED = File("text/plain; charset=utf-8", {"": b"Not found\n"}, status=404)


def door() -> Middleware:
    """Return the middleware with everything it hands out, compressed."""
    pages = html_pages()
    missing = pages.pop("")
    icon = pack(frame.MARK.encode(), "favicon.svg")
    scripts = {f"/{x.address}": pack(x.script.encode(), x.address, FOR_A_YEAR) for x in PARTS}
    small = {"/robots.txt": pack(ROBOTS, "robots.txt"), "/favicon.svg": icon, "/favicon.ico": icon}
    shown = {address: pack(page.encode(), "page.html") for address, page in pages.items()}
    headers = {
        "content-security-policy": policy(missing),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }
    return Middleware(
        Door,
        files={**static_files(STATIC / "static"), **shown, **small, **scripts},
        missing=pack(missing.encode(), "page.html", status=404),
        headers=headers,
    )


async def health(_: Request) -> PlainTextResponse:
    """Say whether the app can be used: 200, or 503 while data/ has mistakes."""
    sound = not session.knowledge_problems()
    headers = {"cache-control": "no-store"}
    return PlainTextResponse("ok\n" if sound else "data/ has mistakes\n", 200 if sound else 503, headers)


@asynccontextmanager
async def ready(_: st.App) -> AsyncIterator[None]:
    """Read the knowledge before the first visitor comes, and keep it out of every later collection of garbage."""
    picture.serve()
    part.serve()
    if not session.knowledge_problems():
        welcome.prepare()
    gc.collect()
    gc.freeze()
    yield


app = st.App("app.py", lifespan=ready, middleware=[door()], routes=[Route(HEALTH, health)])
