"""The contact sheet: every figure, still, as PNG; `tests/figures_sheet.py squats ST01 swayback --wide 380 --dark`."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from ensure_chromium import find_chromium  # noqa: E402

from engine.figures.cell import cell, tall  # noqa: E402
from engine.figures.drawn import PATTERNS, TESTS  # noqa: E402
from engine.figures.model import Figure  # noqa: E402
from engine.figures.motion import moving  # noqa: E402
from engine.figures.read import Figures, load  # noqa: E402
from engine.figures.svg import Words, svg  # noqa: E402

Scheme = Literal["light", "dark"]
PAPER: dict[Scheme, str] = {"light": "#fffdf9", "dark": "#1d1b19"}


def main() -> None:
    """Draw what was asked for on one sheet and tell where it is."""
    given = _given()
    scheme: Scheme = "dark" if given.dark else "light"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "sheet.html"
        page.write_text(_page(given, Path(folder), PAPER[scheme]), encoding="utf-8")
        _photograph(page, given.out, scheme, given.across)
    print(given.out)


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="All figures on one sheet.")
    parser.add_argument("only", nargs="*", metavar="NAME", help="only these exercises, tests or patterns")
    parser.add_argument("--out", type=Path, default=ROOT / ".figures" / "sheet.png")
    parser.add_argument("--wide", type=int, default=380, help="how wide a figure is, in pixels")
    parser.add_argument("--across", type=int, default=1180, help="how wide the sheet is")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--blind", action="store_true", help="numbers instead of names")
    parser.add_argument("--moving", action="store_true", help="the first moment of the loop instead of both poses")
    return parser.parse_args()


def _page(given: argparse.Namespace, folder: Path, paper: str) -> str:
    cells: list[str] = []
    for told, text in [*_exercises(given), *_stills(given, TESTS), *_stills(given, PATTERNS)]:
        name = f"{len(cells) + 1}" if given.blind else told
        path = folder / f"{len(cells)}.svg"
        path.write_text(text, encoding="utf-8")
        picture = f'<img src="{path.name}" width="{given.wide}">'
        cells.append(f'<figure style="width:{given.wide}px">{picture}<figcaption>{name}</figcaption></figure>')
    css = "body{margin:6px;font:12px sans-serif;color:#888;display:flex;flex-wrap:wrap}figure{margin:5px}"
    return f"<style>{css}body{{background:{paper}}}</style>{''.join(cells)}"


def _exercises(given: argparse.Namespace) -> Iterator[tuple[str, str]]:
    for slug, family, figures in _families(given, ""):
        for figure in family:
            name = f"{slug}: {figure.level}"
            yield name, svg(moving(figure, figures.body), Words(name, ""), still=not given.moving)


def _stills(given: argparse.Namespace, within: str) -> Iterator[tuple[str, str]]:
    for slug, family, figures in _families(given, within):
        motions = [moving(figure, figures.body) for figure in family]
        high = max(map(tall, motions))
        for motion in motions:
            name = f"{slug}: {motion.figure.level}"
            yield name, cell(motion, figures.sketches, Words(name, ""), high)


def _families(given: argparse.Namespace, within: str) -> Iterator[tuple[str, tuple[Figure, ...], Figures]]:
    figures = load(only=frozenset(given.only), within=within)
    return ((slug, figures.family(slug), figures) for slug in figures.levels)


def _photograph(page: Path, out: Path, scheme: Scheme, across: int) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        tab = browser.new_page(viewport={"width": across, "height": 700}, color_scheme=scheme)
        tab.goto(page.as_uri())
        tab.screenshot(path=str(out), full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
