"""Colours and lines of the drawings: by day, by night, on the side turned away; a page may set each by its name."""

import re

# Each colour has a name that a page may set, and is ours otherwise: by day, by night.
COLOURS = {
    "skin": ("#dda585", "#e2ad8e"),
    "skin-far": ("#bd8465", "#b98366"),
    "hair": ("#51342c", "#8a5a46"),
    "top": ("#93b5a3", "#b5d2c3"),
    "top-far": ("#7a9c8b", "#8fae9f"),
    "leggings": ("#2f6068", "#5d9aa2"),
    "leggings-far": ("#234b53", "#44777f"),
    "floor": ("#cbbba8", "#6d6459"),
    "mat": ("#e6d8c4", "#4d463e"),
    "cloth": ("#d8c6b4", "#5a5148"),
    "wood": ("#c39a6b", "#94714b"),
    "wall": ("#efe7dc", "#37322d"),
    "iron": ("#5b5a60", "#a3a3ab"),
    "accent": ("#dd5a3c", "#ff8162"),
}
FILLED = {
    "s": "skin", "h": "hair", "t": "top", "l": "leggings", "w": "accent", "mat": "mat", "cloth": "cloth",
    "wood": "wood", "wall": "wall", "soft": "cloth", "iron": "iron", "accent": "accent",
}  # fmt: skip
STROKED = {
    "e": ("hair", 7),
    "floor": ("floor", 14),
    "arrow": ("accent", 20),
    "rope": ("accent", 20),
    "handle": ("iron", 24),
    "plumb": ("accent", 8),
    "mark": ("accent", 3),
}
FAR = "f"  # the class of a limb on the side turned away: what is skin or cloth in it is darker
DARKER = ("skin", "top", "leggings")
TURNS = ".no{display:none}@media(prefers-reduced-motion:reduce),print{.go{display:none}.no{display:inline}}"


def style(drawn: str) -> str:
    """Return the rules for what is drawn: colours that a page may set, light and dark."""
    looks = set(re.findall(r'class="([^"]+)"', drawn))
    filled = {look: colour for look, colour in FILLED.items() if look in looks}
    stroked = {look: given for look, given in STROKED.items() if look in looks}
    needed = dict.fromkeys([*filled.values(), *(colour for colour, _ in stroked.values())])
    dimmed = [name for name in DARKER if FAR in looks and name in needed]
    rules = [_day_and_night([*needed, *(f"{name}-far" for name in dimmed)])]
    rules += [f".{look}{{fill:{_colour(name)}}}" for look, name in filled.items()]
    rules += [f".{look}{{stroke:{_colour(name)};stroke-width:{wide}}}" for look, (name, wide) in stroked.items()]
    if dimmed:
        rules.append(f".{FAR}{{" + ";".join(f"--{name}:{_colour(f'{name}-far')}" for name in dimmed) + "}")
    if stroked:
        lines = ",".join(f".{look}" for look in stroked)
        rules.append(f"{lines}{{fill:none;stroke-linecap:round;stroke-linejoin:round}}")
    return "".join(rules) + (".w{opacity:.7}" if "w" in looks else "") + (TURNS if "go" in looks else "")


def _day_and_night(names: list[str]) -> str:
    day = ";".join(f"--{_own(name)}:{COLOURS[name][0]}" for name in names)
    night = ";".join(f"--{_own(name)}:{COLOURS[name][1]}" for name in names)
    return f"svg{{{day}}}@media(prefers-color-scheme:dark){{svg{{{night}}}}}"


def _colour(name: str) -> str:
    return f"var(--{name},var(--{_own(name)}))"


def _own(name: str) -> str:
    """Return the short name under which our own colour stands, for when the page sets none."""
    return f"_{list(COLOURS).index(name):x}"
