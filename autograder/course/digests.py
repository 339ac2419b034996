"""Digests of everything that a grade depends on: no change, no regrading.

    engine           a digest of the grader and of `gradients_by_hand`
    of_assignment    digests of what all exercises share, and of each one's checks

An exercise owns the check functions that are marked with its id.  All exercises share
everything else: the notebook, reference.py, misconceptions, the other code of check
files.  In doubt, code counts as shared, so a change never escapes regrading.
"""

import ast
import hashlib
import importlib.util
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class ContentDigests:
    """Digests of what all exercises share, and of each exercise's own checks."""

    shared: str
    exercises: dict[str, str]


@dataclass(frozen=True)
class _Check:
    """A check function: its exercise, its text, and the names that it uses."""

    name: str
    exercise: str
    text: str
    names: frozenset[str]


@cache
def engine() -> str:
    """A digest of all files of the grader and of the package that students import."""
    folders = [Path(__file__).parent.parent]
    spec = importlib.util.find_spec("gradients_by_hand")  # does not import it
    if spec is not None and spec.origin is not None:
        folders.append(Path(spec.origin).parent)
    digest = hashlib.sha256()
    for folder in folders:
        for path in _files(folder):
            _add(digest, str(path.relative_to(folder.parent)), path.read_bytes())
    return digest.hexdigest()


def of_assignment(
    folder: Path, built: Path, exercises: Iterable[str]
) -> ContentDigests:
    """Digests of the files in an assignment's folders that a grade depends on."""
    shared, checks = hashlib.sha256(), []
    for path in _files(folder):
        if path.suffix == ".py":
            is_checks = path.parent == folder / "checks"
            rest, own = _parts(path) if is_checks else (path.read_bytes(), [])
            _add(shared, str(path.relative_to(folder)), rest)
            checks.append(own)
    for path in _files(built):
        _add(shared, str(path.relative_to(built)), path.read_bytes())
    return ContentDigests(shared.hexdigest(), _digests(exercises, checks))


def _digests(exercises: Iterable[str], files: list[list[_Check]]) -> dict[str, str]:
    group = _groups(files)
    texts = defaultdict(list)
    for number, checks in enumerate(files):
        for check in checks:
            texts[group[check.exercise]].append((number, check.text))
    return {
        id: hashlib.sha256(repr(texts[group.get(id, id)]).encode()).hexdigest()
        for id in exercises
    }


def _groups(files: Iterable[list[_Check]]) -> dict[str, str]:
    """Exercise -> group; exercises whose checks use one another form one group."""
    group: dict[str, str] = {}
    for checks in files:
        exercise_of = {check.name: check.exercise for check in checks}
        for check in checks:
            group.setdefault(check.exercise, check.exercise)
            for name in check.names & exercise_of.keys():
                other = group.setdefault(exercise_of[name], exercise_of[name])
                mine = group[check.exercise]
                group = {k: mine if v == other else v for k, v in group.items()}
    return group


def _parts(path: Path) -> tuple[bytes, list[_Check]]:
    """The code of a file that the exercises share, and its checks."""
    raw = path.read_bytes()
    if not path.name.startswith("test_"):
        return raw, []
    try:
        body = ast.parse(raw).body
    except (SyntaxError, ValueError):
        return raw, []
    lines = raw.decode(errors="replace").split("\n")
    checks, shared_names, own_lines = [], set[str](), set[int]()
    for node in body:
        exercise = _exercise_of(node)
        if exercise is None:
            shared_names |= _names(node)
            continue
        assert isinstance(node, ast.FunctionDef)
        own = range(node.decorator_list[0].lineno - 1, node.end_lineno or 0)
        text = "\n".join(lines[own.start : own.stop])
        checks.append(_Check(node.name, exercise, text, frozenset(_names(node))))
        own_lines.update(own)
    names = [each.name for each in checks]
    if shared_names & set(names) or len(set(names)) < len(names):
        return raw, []  # shared code uses a check, or two checks have one name
    rest = (line for number, line in enumerate(lines) if number not in own_lines)
    return "\n".join(rest).encode(), checks


def _exercise_of(node: ast.stmt) -> str | None:
    """The exercise of a check function, if its decorator names it literally."""
    if not isinstance(node, ast.FunctionDef):
        return None
    for mark in node.decorator_list:
        if (
            isinstance(mark, ast.Call)
            and isinstance(mark.func, ast.Name)
            and mark.func.id == "check"
        ):
            for keyword in mark.keywords:
                if keyword.arg == "exercise" and isinstance(
                    keyword.value, ast.Constant
                ):
                    return str(keyword.value.value)
    return None


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _files(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    )


def _add(digest: "hashlib._Hash", name: str, content: bytes) -> None:
    digest.update(f"{name}\0{len(content)}\0".encode() + content)
