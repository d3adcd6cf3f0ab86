"""Reading data/figures/: the body, the things, the named poses, and each level's figure with what it inherits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.knowledge import DATA
from engine.names import did_you_mean
from engine.source import Document, Path_, Problem, SourceError, read_yaml

from .contacts import SIDES
from .model import Agreement, Body, Figure, Pose, Prop, SidePose

FOLDER = "figures"
DRAWING = "drawing"  # the body, the things, the poses and the limits; beside them one file a family
ALIASES = {"near_": ("near_", "right_", "top_"), "far_": ("far_", "left_", "under_")}
OF_SIDE = tuple(SidePose.model_fields)
OF_POSE = tuple(name for name in Pose.model_fields if name not in ("near", "far"))
_SIDES = [side for names in ALIASES.values() for side in names]
ANGLES = (*OF_POSE, *OF_SIDE, *(side + name for side in _SIDES for name in OF_SIDE))
KEYS = (
    "pose", "like", "view", "start", "via", "end", "planted", "settle", "touch", "props", "works", "arrow", "press",
    "nudge", "tempo", "fist", "pregnant", "mirror", "striding", "note",
)  # fmt: skip
WITHIN_POSE = ("like", "view", "planted", "touch", "props", "fist")


@dataclass(frozen=True)
class Figures:
    """Everything in data/figures/."""

    body: Body
    agreement: Agreement
    props: Mapping[str, Prop]
    poses: Mapping[str, dict[str, Any]]
    levels: Mapping[str, Mapping[str, Figure]]
    root: Path = field(default=DATA, compare=False)

    def family(self, slug: str) -> tuple[Figure, ...]:
        """The figures of one exercise, in the order of its file."""
        return tuple(self.levels.get(slug, {}).values())


def load(root: Path = DATA, only: frozenset[str] = frozenset()) -> Figures:
    """Read data/figures/, or of the families only those named.

    Raises:
        SourceError: every mistake that was found, each with file, line and what to do.
    """
    return _Reader(root).read(only)


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root, self.problems = root, list[Problem]()

    def read(self, only: frozenset[str]) -> Figures:
        body = self._built(Body, self._document(f"{DRAWING}/body"), ())
        agreement = self._built(Agreement, self._document(f"{DRAWING}/agreement"), ())
        props = {item.id: item for item in self._many(Prop, self._document(f"{DRAWING}/props"))}
        self.poses = self._poses(self._document(f"{DRAWING}/poses"))
        self.props, self.body = props, body
        levels = {path.stem: self._family(path) for path in families(self.root) if not only or path.stem in only}
        if self.problems:
            raise SourceError(self.problems)
        return Figures(body, agreement, props, self.poses, levels, self.root)

    def _document(self, stem: str) -> Document:
        path = self.root / FOLDER / f"{stem}.yaml"
        return read_yaml(path, f"{self.root.name}/{FOLDER}/{stem}.yaml")

    def _many(self, kind: type[Any], document: Document) -> Iterator[Any]:
        for i, _ in enumerate(document.value):
            yield self._built(kind, document, (i,))
        self._stop()

    def _built(self, kind: type[Any], document: Document, path: Path_) -> Any:
        raw = document.value[path[0]] if path else document.value
        try:
            return kind.model_validate(raw)
        except ValidationError as error:
            for item in error.errors():
                where = document.where((*path, *item["loc"]))
                self.problems.append(Problem(where, f"{'.'.join(map(str, item['loc']))}: {item['msg']}"))
        self._stop()
        return None

    def _stop(self) -> None:
        if self.problems:
            raise SourceError(self.problems)

    def _poses(self, document: Document) -> dict[str, dict[str, Any]]:
        poses: dict[str, dict[str, Any]] = {}
        for name, raw in document.value.items():
            known = (*WITHIN_POSE, *ANGLES)
            for key in raw:
                if key not in known:
                    self._wrong(document, (name, key), f"unknown key '{key}'{did_you_mean(key, known)}")
            base = poses.get(raw.get("like", ""), {})
            poses[name] = _over(base, self._split(raw))
        return poses

    def _split(self, raw: dict[str, Any]) -> dict[str, Any]:
        angles = {key: value for key, value in raw.items() if key not in WITHIN_POSE}
        kept = {key: value for key, value in raw.items() if key in WITHIN_POSE and key != "like"}
        return {**kept, "start": _angles(angles)}

    def _wrong(self, document: Document, path: Path_, message: str) -> None:
        self.problems.append(Problem(document.where(path), message))

    def _family(self, path: Path) -> dict[str, Figure]:
        try:
            document = self._document(path.stem)
        except SourceError as error:
            self.problems += error.problems
            return {}
        whole: dict[str, dict[str, Any]] = {}
        built: dict[str, Figure] = {}
        for level, raw in (document.value or {}).items():
            figure = self._level(document, level, raw, whole)
            if figure is not None:
                built[level] = figure
        return built

    def _level(
        self, document: Document, level: str, raw: dict[str, Any], whole: dict[str, dict[str, Any]]
    ) -> Figure | None:
        before = len(self.problems)
        self._check_names(document, level, raw, whole)
        if len(self.problems) > before:
            return None
        base = whole.get(raw.get("like", ""), {}) or self.poses.get(raw.get("pose", ""), {})
        if "like" in raw and "pose" in raw:
            base = _over(base, self.poses[raw["pose"]])
        own = {key: value for key, value in raw.items() if key not in ("pose", "like")}
        own["start"] = _angles(raw.get("start", {}))
        if "end" in raw or "pose" in raw or "via" in raw:
            base = {key: value for key, value in base.items() if key not in ("end", "via")}
        whole[level] = _over(base, own)
        return self._figure(document, level, whole[level])

    def _check_names(self, document: Document, level: str, raw: Any, whole: dict[str, dict[str, Any]]) -> None:
        if not isinstance(raw, dict):
            self._wrong(document, (level,), "wants keys and values, such as pose: standing")
            return
        for key in raw:
            if key not in KEYS:
                self._wrong(document, (level, key), f"unknown key '{key}'{did_you_mean(key, KEYS)}")
        self._known(document, (level, "pose"), raw.get("pose"), self.poses, "pose of poses.yaml")
        self._known(document, (level, "like"), raw.get("like"), whole, "level above in this file")
        if not raw.get("pose") and not raw.get("like"):
            self._wrong(document, (level,), "say pose: ... or like: ... (a level above)")
        moments = [("start", raw.get("start", {})), ("end", raw.get("end", {})), *self._vias(raw)]
        for key, moment in moments:
            for name in moment:
                self._known(document, (level, key, name), name, ANGLES, "angle")
        self._check_points(document, level, raw)

    def _vias(self, raw: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        return [("via", moment) for moment in raw.get("via", ())]

    def _check_points(self, document: Document, level: str, raw: dict[str, Any]) -> None:
        points = [
            *self.body.points,
            *(side + n for names in ALIASES.values() for side in names for n in self.body.points),
        ]
        named = [("planted", name) for name in raw.get("planted", ())]
        named += [("touch", name) for pair in raw.get("touch", {}).items() for name in pair]
        named += [("press", name) for name in raw.get("press", ())]
        named += [("arrow", name) for name in _listed(raw.get("arrow", ()))]
        for key, name in named:
            self._known(document, (level, key, name), name, points, "point of body.yaml")
        for name in _listed(raw.get("works", ())):
            self._known(
                document,
                (level, "works"),
                name.removeprefix("near_").removeprefix("far_"),
                self.body.areas,
                "area of body.yaml",
            )
        for item in raw.get("props", ()):
            name = item if isinstance(item, str) else next(iter(item))
            self._known(document, (level, "props"), name, self.props, "thing of props.yaml")

    def _known(self, document: Document, path: Path_, name: Any, known: Any, what: str) -> None:
        if name is not None and name not in known:
            self._wrong(document, path, f"no {what} '{name}'{did_you_mean(str(name), list(known))}")

    def _figure(self, document: Document, level: str, whole: dict[str, Any]) -> Figure | None:
        start = whole["start"]
        ends = {
            "end": start | _angles(whole.get("end", {})),
            "via": [start | _angles(moment) for moment in whole.get("via", ())],
            "props": [self._prop(item) for item in whole.get("props", ())],
            "planted": _renamed(whole.get("planted", {})),
            "touch": {_name(hand): _name(target) for hand, target in whole.get("touch", {}).items()},
            "press": {_name(point): way for point, way in whole.get("press", {}).items()},
            "arrow": [_name(name) for name in _listed(whole.get("arrow", ()))],
        }
        slug = Path(document.name).stem
        raw = {**whole, **ends, "slug": slug, "level": level, "at": document.where((level,))}
        try:
            return Figure.model_validate(raw)
        except ValidationError as error:
            for item in error.errors():
                path = (level, *item["loc"])
                self._wrong(document, path, f"{'.'.join(map(str, item['loc']))}: {item['msg']}")
        return None

    def _prop(self, item: Any) -> dict[str, Any]:
        name = item if isinstance(item, str) else next(iter(item))
        given = {} if isinstance(item, str) else item[name] or {}
        base = self.props[name].model_dump(by_alias=True)
        merged = {**base, **given}
        for key in ("at", "on", "from", "to"):
            merged[key] = _name(merged[key]) if merged.get(key) else None
        return merged


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    return {**base, **own, "start": {**base.get("start", {}), **own.get("start", {})}}


def _angles(raw: Mapping[str, float]) -> dict[str, float]:
    """Return angles with a side each: 'knee' is both knees."""
    found: dict[str, float] = {}
    for name, value in raw.items():
        if name in OF_SIDE:
            found |= {side + name: value for side in SIDES}
        else:
            found[_name(name)] = value
    return found


def _name(name: str) -> str:
    for side, others in ALIASES.items():
        for other in others:
            if name.startswith(other) and name.removeprefix(other):
                return name if other == "top_" and name == other else side + name.removeprefix(other)
    return name


def _renamed(planted: Any) -> Any:
    items = planted if isinstance(planted, dict) else dict.fromkeys(_listed(planted), 0.0)
    return {_name(name): height for name, height in items.items()}


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def families(root: Path) -> list[Path]:
    """Return the pose files of data/figures/, one a family."""
    return sorted((root / FOLDER).glob("*.yaml"))
