"""A figure for paper: the colours of the day written out, for a typesetter knows neither variables nor night."""

import re

_NAMED = re.compile(r"(--[\w-]+):([^;}]+)")
_USED = re.compile(r"var\((--[\w-]+)(?:,((?:[^()]|\([^()]*\))*))?\)")
_ELSEWHERE = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")


def printed(svg: str) -> str:
    """Return a still SVG whose style holds plain colours only: each variable by its first value, or its fallback."""
    return re.sub(r"<style>(.*?)</style>", lambda style: f"<style>{_plain(style[1])}</style>", svg, flags=re.DOTALL)


def _plain(style: str) -> str:
    day = _ELSEWHERE.sub("", style)
    colours = dict(_NAMED.findall(day))
    while _USED.search(day):
        day = _USED.sub(lambda use: str(colours.get(use[1], use[2] or "currentColor")), day)
    return day
