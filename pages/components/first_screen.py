"""The first screen as static text: what she reads, and may press, while the app is still on its way."""

import re
from collections.abc import Collection, Iterable, Mapping
from html import escape

import streamlit as st

from . import frame, welcome

DESCRIPTION = (
    "A posture self-assessment for women: plain questions, danger signs first, then a few exercises at the right "
    "level, each with a reason."
)
_NEEDS_SCRIPT = (
    "<noscript><style>#first .go { display: none }</style><p><strong>The check and the plan need JavaScript.</strong> "
    "Please switch it on in your browser and load this page again.</p></noscript>"
)
_WAIT = '<p role="status">One moment, this page is on its way.</p>'

# It lies over the app, which draws its own beginning underneath, and goes when that is whole, or after a second of it.
_LEAVE = """<script>
  const first = document.getElementById("first")
  const leave = () => { watch.disconnect(); first.remove() }
  const watch = new MutationObserver(() => {
    if (!document.querySelector("[data-testid=stMain] :is(h1, [role=alert])")) return
    setTimeout(leave, 1000)
    if (!document.querySelector("[data-testid=stMain] [data-testid=stSkeleton]")) leave()
  })
  watch.observe(document.getElementById("root"), { childList: true, subtree: true })
</script>"""

# The measures are those of Streamlit's own title, text, button and columns: the text stays where it is when the app
# takes over. The heading waits for no font: the one that may have to be fetched would hold up the app.
_STYLE = """<style>
#first { position: fixed; inset: 0; z-index: 999999; overflow: auto; font: 17px/1.6 %(font)s;
  color: %(light.textColor)s; background: %(light.backgroundColor)s; --line: %(light.borderColor)s;
  --ring: %(light.primaryColor)s; }
#first header { display: flex; align-items: center; height: 63.75px; padding: 0 17px; font-size: 14.875px; }
#first header svg { width: 142.8px; height: 34px; margin-right: 17px; }
#first nav { display: flex; gap: 4.25px; }
#first header a { padding: 0 8.5px 0 34px; line-height: 29.75px; border-radius: 8px; color: inherit;
  text-decoration: none; }
#first header a[aria-current] { background: rgba(204, 179, 127, 0.25); font-weight: 600; }
#first main { box-sizing: border-box; max-width: 736px; margin: 0 auto; padding: 25.5px 17px 68px; }
#first h1 { margin: 0 0 17px; padding: 21.25px 0 17px; font: 650 38.25px/1.2 %(headingFont)s; }
#first p { margin: 0 0 17px; }
#first h1 + p { margin-top: -17px; }
#first .go { display: inline-flex; align-items: center; min-height: 44px; box-sizing: border-box;
  margin-bottom: 17px; padding: 0 13.75px; font-size: 14.875px; border-radius: 12.75px;
  background: #0b6e6e; color: #fff; text-decoration: none; }
#first .small { font-size: 14.875px; opacity: 0.93; }
#first ul { display: flex; gap: 17px; margin: 0; padding: 0; list-style: none; }
#first li { flex: 1; padding: 16px; border: 1px solid var(--line); border-radius: 10.6px; }
#first b, #first strong { font-weight: 600; }
#first b { display: block; }
#first a:focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; }
@media (max-width: 768px) { #first header a { display: none; } }
@media (max-width: 640px) { #first ul { flex-direction: column; } }
@media (prefers-color-scheme: dark) {
  #first { color: %(dark.textColor)s; background: %(dark.backgroundColor)s; --line: %(dark.borderColor)s;
    --ring: %(dark.primaryColor)s; }
}
</style>"""
_COLOURS = ("text", "background", "border", "primary")
_THEME = ("font", "headingFont", *(f"{scheme}.{name}Color" for scheme in ("light", "dark") for name in _COLOURS))


def page(shell: str, screens: Mapping[str, str], here: str, soon: Iterable[str], unlisted: Collection[str] = ()) -> str:
    """Return Streamlit's index.html with our name, description and first screen.

    Args:
        shell: Streamlit's own index.html.
        screens: The name of every screen by its address, the first page first.
        here: The address of the screen that was asked for, or of none.
        soon: The scripts that every screen asks for later, so that the browser may fetch them at once.
        unlisted: The addresses of screens that stand in no navigation.

    Raises:
        ValueError: If the shell is not what it was when this was written, as after an update of Streamlit.
    """
    first = here == next(iter(screens))
    listed = {address: name for address, name in screens.items() if address not in unlisted}
    title = escape(frame.title(screens.get(here, "Not found"), first=first))
    body = f'<div id="first">{_header(listed, here)}<main>{_home() if first else _WAIT + _NEEDS_SCRIPT}</main></div>'
    ahead = "".join(f'<link rel="modulepreload" crossorigin href="./{script}">' for script in soon)
    for old, new in {
        "<title>.*?</title>": f'<title>{title}</title>\n    <meta name="description" content="{DESCRIPTION}" />',
        r"\./favicon\.png": "./favicon.svg",
        '<link rel="service-desc"[^>]*>': "",
        r'<link\s+rel="preload"[^>]*as="font"[^>]*>': "",
        "</head>": f"{ahead}\n{_style()}\n  </head>",
        "<noscript>.*?</noscript>": "",
        '<div id="root"></div>': f'<div id="root"></div>\n    {body}\n    {_LEAVE}',
        "</body>": f"  <style>{frame.css()}</style>\n    <script>{frame.KEYS}{frame.NO_ECHO}</script>\n  </body>",
    }.items():
        shell = _put(old, new, shell)
    return shell


def _put(old: str, new: str, text: str) -> str:
    found, times = re.subn(old, lambda _: new, text, flags=re.DOTALL)
    if times != 1:
        raise ValueError(f"Streamlit's index.html has {times} places like {old!r}, not one: look at first_screen.py")
    return found


def _style() -> str:
    theme = {name: st.get_option(f"theme.{name}") for name in _THEME}
    return _STYLE % {**theme, "headingFont": theme["headingFont"].replace("'Source Serif', ", "")}


def _header(screens: Mapping[str, str], here: str) -> str:
    links = "".join(
        f'<a href="./{address}"{" aria-current=page" if address == here else ""}>{escape(name)}</a>'
        for address, name in screens.items()
    )
    return f"<header>{frame.LOGO}<nav>{links}</nav></header>"


def _home() -> str:
    cards = "".join(f"<li><b>{escape(name)}</b>{escape(text)}</li>" for name, text in welcome.PROMISES.items())
    lead = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(welcome.LEAD))
    return (
        f"<h1>{escape(welcome.TITLE)}</h1><p>{lead}</p>"
        f'<a class="go" href="./check">{escape(welcome.START)}</a>{_NEEDS_SCRIPT}'
        f'<p class="small">{escape(welcome.SMALL_PRINT)}</p><ul>{cards}</ul>'
    )
