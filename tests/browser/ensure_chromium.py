"""Finds a Chromium that starts, or installs one, and prints its path.

Looked for in this order: $CHROMIUM, chromium or Chrome on the PATH, Chrome on macOS, what Playwright downloaded.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ON_THE_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_A_MAC = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path.home() / "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
HOW_TO_GET_ONE = """\
No Chromium was found, and none could be installed. Any one of these will do; then run make again:
  Debian, as root:    apt-get install chromium
  Ubuntu, as root:    .venv/bin/python -m playwright install --with-deps chromium
  macOS:              install Google Chrome, or .venv/bin/python -m playwright install chromium
  one that you have:  CHROMIUM=/path/to/chromium make test"""


class BrokenChoiceError(Exception):
    """$CHROMIUM names something that does not start."""


def find_chromium() -> str | None:
    """The path of a Chromium that starts, or None."""
    if chosen := os.environ.get("CHROMIUM"):
        if not starts(chosen):
            raise BrokenChoiceError(f"$CHROMIUM is {chosen!r}, which does not start. Correct it, or unset it.")
        return chosen
    return next((path for path in candidates() if starts(path)), None)


def candidates() -> Iterator[str]:
    """Every place worth a look, cheapest first."""
    yield from filter(None, map(shutil.which, ON_THE_PATH))
    yield from (str(path) for path in ON_A_MAC if path.exists())
    yield from downloaded()


def downloaded() -> Iterator[str]:
    """The Chromium of the installed Playwright, if it was fetched before."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def starts(path: str) -> bool:
    """Whether it answers `--version`: Ubuntu's snap stub, for one, does not."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def install() -> None:
    """Tries the system's way, then Playwright's."""
    if is_root() and distribution() == "debian":
        say("Installing Debian's chromium ...")
        if run("apt-get", "update", "-qq") and run("apt-get", "install", "-y", "-qq", "chromium"):
            return
    say("Asking Playwright for its Chromium ...")
    with_libraries = ["--with-deps"] if is_root() and shutil.which("apt-get") else []
    run(sys.executable, "-m", "playwright", "install", *with_libraries, "chromium")


def is_root() -> bool:
    """Whether packages can be installed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def distribution() -> str:
    """The Linux distribution as it calls itself, or nothing."""
    release = Path("/etc/os-release")
    if not release.exists():
        return ""
    ids = [line[3:].strip('"') for line in release.read_text().splitlines() if line.startswith("ID=")]
    return ids[0] if ids else ""


def run(*command: str) -> bool:
    """Runs it; what it has to say is shown only if it fails."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        env=quiet,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        say(f"{' '.join(command)} failed:\n{done.stdout.decode(errors='replace')[-2000:]}")
    return done.returncode == 0


def say(text: str) -> None:
    """Speaks beside the path that goes to standard output."""
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Prints the path, or says how to get one."""
    try:
        path = find_chromium()
        if path is None:
            install()
            path = find_chromium()
    except BrokenChoiceError as problem:
        say(str(problem))
        return 1
    if path is None:
        say(HOW_TO_GET_ONE)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
