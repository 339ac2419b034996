"""assignments/ -> source/ -> release/, byte for byte the same on every run.

    text      MyST Markdown, read by jupytext
    source    the notebook with solutions: metadata completed, ids made from content
    release   what nbgrader's own generate_assignment makes of source/

Everything is built in a scratch folder first.  `build` puts it in its place; `check`
compares, so that a stale folder is found wherever it comes from.
"""

import filecmp
import hashlib
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from autograder.authoring import lint
from autograder.authoring.hints import hints_of
from autograder.authoring.same_meaning import HINTS, STEPS, keep_meaning
from autograder.course.assignment import Assignment
from autograder.course.course import Course
from autograder.course.notebook_format import KERNEL
from autograder.errors import AssignmentError, AutograderError, StaleBuild

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """The folders that a build replaced, and those that it left because of answers."""

    changed: list[str]
    kept: list[str]


def build(
    course: Course,
    *,
    names: Sequence[str] = (),
    overwrite: bool = False,
    progress: Progress = lambda name: None,
) -> Built:
    """Make source/ and release/, of all assignments or of some.

    A released notebook in which somebody has worked is kept, unless `overwrite`:
    students open release/ and their answers must survive the next build.

    Raises:
        AssignmentError: an assignment would lose something on the way.
    """
    with _built(course, progress, names) as scratch:
        differing = [
            each
            for each in _differences(scratch, course)
            if not names or each.partition("/")[2] in names
        ]
        kept = [
            each for each in differing if not overwrite and _worked_in(course, each)
        ]
        changed = [each for each in differing if each not in kept]
        for each in changed:
            _replace(course.root / each, scratch.root / each)
    return Built(changed, kept)


def check(course: Course, progress: Progress = lambda name: None) -> None:
    """Raise StaleBuild unless source/ and release/ are what the build makes."""
    with _built(course, progress) as scratch:
        changed = _differences(scratch, course)
    if not changed:
        return
    which = ", ".join(changed)
    verb = "is" if len(changed) == 1 else "are"
    says = f"{which} {verb} out of date. Run `make build`."
    worked_in = [each for each in changed if _worked_in(course, each)]
    if worked_in:
        says += (
            f" Somebody has worked in {', '.join(worked_in)}, and the build keeps "
            "that: move the work away first, or give it up with "
            "`autograder build --overwrite`."
        )
    raise StaleBuild(says)


def source_notebook(assignment: Assignment) -> nbformat.NotebookNode:
    """The notebook with solutions, from the text alone."""
    text = assignment.text.read_bytes().decode("utf-8")
    lint.text(assignment, text)
    try:
        notebook = jupytext.reads(text, fmt="md:myst")
    except Exception as error:  # jupytext has no error of its own
        why = " ".join(str(error).split())
        raise AssignmentError(f"{assignment.text} cannot be read: {why}.") from error
    lint.cells(assignment, notebook)
    for cell in notebook.cells:
        complete_metadata(cell)
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    _give_ids(notebook.cells)
    return notebook


def complete_metadata(cell: Any) -> None:
    """Add to a cell's nbgrader metadata what follows from what the author decided."""
    ours = cell.metadata.get("nbgrader")
    if ours is None:
        return
    solution, task = bool(ours.get("solution")), bool(ours.get("task"))
    graded = "points" in ours and not task
    ours.update(
        grade=graded,
        solution=solution,
        task=task,
        locked=not solution,
        schema_version=3,
    )


@contextmanager
def _built(
    course: Course, progress: Progress, names: Sequence[str] = ()
) -> Iterator[Course]:
    """A scratch course with freshly made source/ and release/."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Course(Path(folder))
        scratch.source.mkdir()
        scratch.release.mkdir()
        for name in names or course.names():
            progress(name)
            _build_source(
                course.assignment(name), scratch.source / name, course.source / name
            )
            _build_release(scratch, name)
        yield scratch


def _build_source(assignment: Assignment, into: Path, earlier: Path) -> None:
    """Make the folder `into`; `earlier` is the one that is in its place now."""
    into.mkdir()
    notebook = source_notebook(assignment)
    target = into / f"{assignment.name}.ipynb"
    target.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    if assignment.data.is_dir():
        shutil.copytree(assignment.data, into, dirs_exist_ok=True)
    built = Assignment(assignment.folder, into)
    lint.folder(built)
    for name, written in json_files(built, earlier).items():
        (into / name).write_text(written, encoding="utf-8", newline="\n")


def json_files(assignment: Assignment, earlier: Path) -> dict[str, str]:
    """hints.json and steps.json as text; `earlier` is where they may lie already."""
    made = {}
    for name, content, tolerance in (
        ("hints.json", hints_of(assignment), HINTS),
        ("steps.json", _steps_of(assignment), STEPS),
    ):
        if not content:
            continue
        # Many numbers that nobody reads: no space for them.
        new = json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n"
        path = earlier / name
        old = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        made[name] = keep_meaning(old, new, tolerance)
    return made


def _steps_of(assignment: Assignment) -> dict[str, Any]:
    """The content of steps.json: what steps come to, and nothing of how."""
    return {
        step.id: step.shipped(assignment.section_of(step.id))
        for step in assignment.steps.values()
    }


def _build_release(scratch: Course, name: str) -> None:
    # nbgrader takes seconds to import, and only the build needs it here.
    from autograder.nbgrader.commands import generate_assignment

    generate_assignment(scratch.root, name)


def _give_ids(cells: list[Any]) -> None:
    """Ids made from grade_id or content: random ones would differ on every build."""
    seen: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        given = cell.metadata.get("nbgrader", {}).get("grade_id")
        key = (cell.cell_type, cell.source)
        content = f"{key}{seen[key]}".encode()
        seen[key] += 1
        cell["id"] = (
            re.sub(r"[^A-Za-z0-9_-]", "-", given)[:64]
            if given
            else hashlib.sha256(content).hexdigest()[:8]
        )


def _differences(made: Course, course: Course) -> list[str]:
    """The folders source/NAME and release/NAME that are not as `made`.

    A folder of release/ of which nothing is known is somebody's own, and left alone.
    """
    ours = {each.name for root in (made, course) for each in _folders(root.source)}
    names = sorted(ours | {each.name for each in _folders(made.release)})
    folders = [f"{kind}/{name}" for kind in ("release", "source") for name in names]
    return [
        each
        for each in folders
        if not _same_folder(made.root / each, course.root / each)
    ]


def _folders(parent: Path) -> list[Path]:
    return (
        [each for each in parent.iterdir() if each.is_dir()] if parent.is_dir() else []
    )


def _same_folder(one: Path, other: Path) -> bool:
    files = _files(one)
    if files != _files(other):
        return False
    _, different, odd = filecmp.cmpfiles(one, other, files, shallow=False)
    return not different and not odd


def _files(folder: Path) -> list[str]:
    """The files below `folder`, without what Jupyter leaves beside open notebooks."""
    return sorted(
        str(each.relative_to(folder))
        for each in folder.rglob("*")
        if each.is_file() and ".ipynb_checkpoints" not in each.parts
    )


def _worked_in(course: Course, folder: str) -> bool:
    """Whether a folder of release/ is not what its source/ makes: somebody's work."""
    kind, _, name = folder.partition("/")
    if kind != "release" or not _files(course.release / name):
        return False
    if not (course.source / name).is_dir():
        return True
    with tempfile.TemporaryDirectory() as scratch:
        before = Course(Path(scratch))
        shutil.copytree(course.source / name, before.source / name)
        try:
            _build_release(before, name)
        except AutograderError:
            return True  # whatever it is, we did not make it
        return not _same_folder(before.release / name, course.release / name)


def _replace(target: Path, made: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    if made.is_dir():
        shutil.copytree(made, target)
