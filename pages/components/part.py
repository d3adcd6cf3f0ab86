"""Components of our own whose script the browser fetches once, instead of getting it with every run.

server.py hands the scripts out by address. Without it (`streamlit run app.py`) they go with the page.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = "parts"
_is_served = False

_FETCH = """let part, gone = new WeakSet();
const coming = import(new URL(%s, document.baseURI)).then((found) => { part = found; });
export default function (component) {
  const root = component.parentElement;
  let leave;
  if (part) leave = part.default(component);
  else coming.then(() => { if (!gone.has(root)) leave = part.default(component); });
  return () => { gone.add(root); leave?.(); };
}"""


def serve() -> None:
    """Have pages ask for scripts by address: something is there that answers."""
    global _is_served
    _is_served = True


def is_served() -> bool:
    """Return whether server.py hands out what every page needs."""
    return _is_served


def read(*names: str) -> str:
    """Return files that stand beside this one, one after the other."""
    return "\n".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in names)


class Part:
    """A component: its markup, its style, and its script, which is a module with one default function."""

    def __init__(self, name: str, script: str, style: str = "", html: str = "") -> None:
        self.name, self.html = name, html
        self.script = f"{_put_in_place(style)}\n{script}" if style else script
        mark = hashlib.sha256(self.script.encode()).hexdigest()[:12]
        self.address = f"{FOLDER}/{name}-{mark}.js"
        self._mounted: Any = None

    def __call__(self, **options: Any) -> Any:
        """Draw it, as a component of Streamlit's, whose options these are."""
        if self._mounted is None:
            js = _FETCH % json.dumps(self.address) if _is_served else self.script
            self._mounted = st.components.v2.component(self.name, html=self.html, js=js, isolate_styles=False)
        return self._mounted(**options)


def _put_in_place(style: str) -> str:
    return (
        "{ const style = document.createElement('style');"
        f" style.textContent = {json.dumps(style)}; document.head.append(style); }}"
    )
