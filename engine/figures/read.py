"""Reading data/figures/: the body, the things, the named poses, and each level's figure with what it inherits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.knowledge import DATA, Knowledge
from engine.names import did_you_mean
from engine.source import Document, Path_, Problem, SourceError, read_yaml

from .contacts import SIDES
from .model import Agreement, Body, Figure, Pose, Prop, SidePose, Sketch

FOLDER = "figures"
DRAWING = "drawing"  # the body, the things, the poses and the limits; beside them one file a family
ALIASES = {"near_": ("near_", "right_", "top_"), "far_": ("far_", "left_", "under_")}
OF_SIDE = tuple(SidePose.model_fields)
OF_POSE = tuple(name for name in Pose.model_fields if name not in ("near", "far"))
_SIDES = [side for names in ALIASES.values() for side in names]
ANGLES = (*OF_POSE, *OF_SIDE, *(side + name for side in _SIDES for name in OF_SIDE))
KEYS = (
    "pose", "like", "view", "start", "via", "end", "planted", "settle", "touch", "props", "works", "arrow", "press",
    "circle", "nudge", "tempo", "steps", "fist", "pregnant", "mirror", "striding", "note", "sketch", "close", "more",
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
    sketches: Mapping[str, Sketch] = field(default_factory=dict)
    root: Path = field(default=DATA, compare=False)

    def family(self, slug: str) -> tuple[Figure, ...]:
        """The figures of one exercise, in the order of its file."""
        return tuple(self.levels.get(slug, {}).values())


def load(root: Path = DATA, only: frozenset[str] = frozenset(), within: str = "") -> Figures:
    """Read data/figures/ (or a folder `within` it), or of the families only those named.

    Raises:
        SourceError: every mistake that was found, each with file, line and what to do.
    """
    return _Reader(root).read(only, within)


class Families:
    """The figures of one file at a time: what all share is read once, a file when it is asked for, and then kept."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Read what all share.

        Raises:
            SourceError: what is wrong with it.
        """
        self._reader = _Reader(knowledge.root)
        self._found: dict[tuple[str, str], tuple[Mapping[str, Figure], list[Problem]]] = {}
        self.shared = self._reader.shared()

    def of(self, slug: str) -> Mapping[str, Figure]:
        """Return the figures of an exercise by level: those that can be read."""
        return self._file(slug, "")[0]

    def whole(self, slug: str, within: str = "") -> Mapping[str, Figure]:
        """Return all figures of an exercise, or of a file in a folder `within`; none if there is no such file.

        Raises:
            SourceError: every mistake in the file, each with its line and what to do.
        """
        figures, problems = self._file(slug, within)
        if problems:
            raise SourceError(problems)
        return figures

    def _file(self, slug: str, within: str) -> tuple[Mapping[str, Figure], list[Problem]]:
        key = (slug, within)
        if key not in self._found:
            self._reader.problems = []
            path = self.shared.root / FOLDER / within / f"{slug}.yaml"
            figures = self._reader.family(path) if path.is_file() else {}
            self._found[key] = (figures, self._reader.problems)
        return self._found[key]


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root, self.problems = root, list[Problem]()
        self.poses: Mapping[str, dict[str, Any]] = {}
        self.props: Mapping[str, Prop] = {}
        self.sketches: Mapping[str, Sketch] = {}

    def read(self, only: frozenset[str], within: str) -> Figures:
        figures = self.shared()
        paths = [path for path in families(self.root, within) if not only or path.stem in only]
        levels = {path.stem: self.family(path) for path in paths}
        if self.problems:
            raise SourceError(self.problems)
        return replace(figures, levels=levels)

    def shared(self) -> Figures:
        """Read all but the families."""
        self.body: Body = self._built(Body, self._document(f"{DRAWING}/body"), ())
        agreement = self._built(Agreement, self._document(f"{DRAWING}/agreement"), ())
        self.props = {item.id: item for item in self._many(Prop, self._document(f"{DRAWING}/props"))}
        self.sketches = {item.id: item for item in self._many(Sketch, self._document(f"{DRAWING}/sketches"))}
        self.poses = self._poses(self._document(f"{DRAWING}/poses"))
        self._stop()
        return Figures(self.body, agreement, self.props, self.poses, {}, self.sketches, self.root)

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

    def family(self, path: Path) -> dict[str, Figure]:
        """Read a family; what is wrong in it is kept as problems."""
        try:
            document = self._document(path.relative_to(self.root / FOLDER).with_suffix("").as_posix())
        except SourceError as error:
            self.problems += error.problems
            return {}
        if not isinstance(document.value, dict):
            self._wrong(document, (), "wants the ids of levels, each with keys such as pose: standing")
            return {}
        whole: dict[str, dict[str, Any]] = {}
        figures = {level: self._level(document, level, raw, whole) for level, raw in document.value.items()}
        return {level: figure for level, figure in figures.items() if figure is not None}

    def _level(self, document: Document, level: str, raw: Any, whole: dict[str, dict[str, Any]]) -> Figure | None:
        try:
            return self._inherited(document, level, raw, whole)
        except (AttributeError, LookupError, TypeError, ValueError):  # a number where names belong, and the like
            self._wrong(document, (level,), f"cannot be read: {FOLDER}/README.md says what each key wants")
            return None

    def _inherited(
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
        if not any(raw.get(key) for key in ("pose", "like", "sketch")):
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
        named += [("circle", name) for name in raw.get("circle", ())]
        named += [("arrow", name) for name in _listed(raw.get("arrow", ()))]
        named += [("more", extra.get(end)) for extra in raw.get("more", ()) for end in ("at", "to")]
        named += [("close", raw.get("close", {}).get("at"))]
        sketches = [raw.get("sketch") or None, *(extra.get("sketch") for extra in raw.get("more", ()))]
        for sketch in sketches:
            self._known(document, (level,), sketch, self.sketches, "sketch of sketches.yaml")
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
            "circle": {_name(point): way for point, way in whole.get("circle", {}).items()},
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


def families(root: Path, within: str = "") -> list[Path]:
    """Return the pose files of data/figures/ (or of a folder `within` it), one a family."""
    return sorted((root / FOLDER / within).glob("*.yaml"))
