"""Writes the results of a class run to autograded/ and to nbgrader's gradebook.

It leaves what `nbgrader autograde` leaves, so formgrader, feedback and export work on
its results.
"""

import contextlib
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout
from nbgrader.converters import Autograde
from nbgrader.utils import find_all_files

from autograder.batch.worker import Result, failed
from autograder.course.assignment import CHECK_SUFFIX
from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.nbgrader.commands import Nbgrader
from autograder.nbgrader.gradebook import Gradebook, exists
from autograder.nbgrader.gradebook_rows import GradebookEntry
from autograder.nbgrader.submitted_folder import (
    doubts_about_time,
    handed_in_at,
    text_of_time,
    unsafe_names,
)
from autograder.report import Report
from autograder.submission.attribution import SubmissionRef
from autograder.submission.repair import Released

_LOCK_S = 10.0  # an interrupted run may still be closing its gradebook


class NbgraderRecords:
    """The folders and the gradebook of a course, open for a single writer."""

    def __init__(self, course: Course, nbgrader: Nbgrader) -> None:
        self._course = course
        self._dirs = nbgrader.api.coursedir
        self._converter = Autograde(coursedir=self._dirs, config=nbgrader.config)
        self._gradebook = Gradebook(
            self._dirs.db_url, self._dirs.course_id, nbgrader.config
        )
        self._released: dict[str, Released] = {}
        self._scores: dict[str, dict[str, dict[str, float | None]]] = {}

    @property
    def address(self) -> str:
        """The gradebook's URL, without a password."""
        return self._gradebook.address

    def close(self) -> None:
        """Close the gradebook."""
        self._gradebook.close()

    def must_know(self, assignments: Iterable[str]) -> None:
        """Raise AutograderError unless the gradebook has these assignments as built."""
        for assignment in assignments:
            self.released(assignment)

    def released(self, assignment: str) -> Released:
        """The cells of an assignment as nbgrader released them."""
        if assignment not in self._released:
            own = self._course.assignment(assignment)
            self._released[assignment] = self._gradebook.released(own)
        return self._released[assignment]

    def has(self, submitted: SubmissionRef, report: Report) -> bool:
        """Whether the course holds a report's notebook, timestamp and scores."""
        folder = self._folder(submitted)
        if not (folder / f"{submitted.assignment}.ipynb").is_file():
            return False
        handed_in = submitted.folder
        if handed_in and text_of_time(folder) != text_of_time(handed_in):
            return False
        if submitted.assignment not in self._scores:
            scores = self._gradebook.scores(submitted.assignment)
            self._scores[submitted.assignment] = scores
        given = self._scores[submitted.assignment].get(submitted.student)
        return given is not None and all(
            given.get(id + CHECK_SUFFIX) == each.score
            for id, each in report.exercises.items()
        )

    def record(self, results: Sequence[Result]) -> list[Result]:
        """Write notebooks, then all rows in one transaction; return the results.

        A submission that the grader failed to grade, or whose files it cannot write,
        leaves nothing here.
        """
        batches: dict[str, list[GradebookEntry]] = defaultdict(list)
        recorded = []
        for result in map(self._with_folder, results):
            submitted = result.task.submitted
            when = handed_in_at(submitted.folder) if submitted.folder else None
            recorded.append(result)
            if result.marks is not None:
                entry = GradebookEntry(submitted.student, when, **result.marks)
                batches[submitted.assignment].append(entry)
        for name, batch in batches.items():
            self._gradebook.write(name, batch)
            known = self._scores.get(name, {})
            known |= {each.student: dict(each.scores) for each in batch}
        return recorded

    def _with_folder(self, result: Result) -> Result:
        """Write the folder; return the result, or that of the failure."""
        submitted = result.task.submitted
        try:
            doubts = doubts_about_time(submitted.folder) if submitted.folder else ()
            if result.notebook is not None:
                self._write_folder(submitted, result.notebook)
        except OSError as error:
            assignment = self._course.assignment(submitted.assignment)
            return failed(result.task, assignment, error)
        return replace(result, report=result.report.with_findings(*doubts))

    def _write_folder(self, submitted: SubmissionRef, notebook: str) -> None:
        folder = self._folder(submitted)
        draft = folder.with_name(f".{folder.name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for source, name in self._our_files(submitted.assignment):
            _copy(source, draft / name)
        for source, name in self._files_beside(submitted):
            # A student's file never replaces ours; the file system may refuse its name.
            if not (draft / name).exists():
                with contextlib.suppress(OSError):
                    _copy(source, draft / name)
        (draft / f"{submitted.assignment}.ipynb").write_text(notebook, encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
        self._converter.set_permissions(submitted.assignment, submitted.student)

    def _our_files(self, assignment: str) -> Iterator[tuple[Path, Path]]:
        """The course's files, except those that students may replace by their own."""
        directory = self._dirs.source_directory
        folder = Path(self._dirs.format_path(directory, ".", assignment))
        theirs = self._converter.exclude_overwriting.get(assignment, [])
        for path, name in self._files(folder):
            if str(name) not in theirs:
                yield path, name

    def _files_beside(self, submitted: SubmissionRef) -> Iterator[tuple[Path, Path]]:
        """The files of a submitted folder that are safe to copy."""
        if folder := submitted.folder:
            unsafe = set(unsafe_names(folder, 1000 * self._dirs.max_file_size))
            for path, name in self._files(folder):
                if path.name not in unsafe:
                    yield path, name

    def _files(self, folder: Path) -> Iterator[tuple[Path, Path]]:
        """Pairs (path, path relative to the folder), as nbgrader finds them."""
        ignored = [*self._dirs.ignore, "*.ipynb"]
        for path in map(Path, sorted(find_all_files(str(folder), ignored))):
            yield path, path.relative_to(folder)

    def _folder(self, submitted: SubmissionRef) -> Path:
        directory = self._dirs.autograded_directory
        return Path(
            self._dirs.format_path(directory, submitted.student, submitted.assignment)
        )


@contextmanager
def nbgrader_records(
    course: Course, folder: Path, wanted: bool | None
) -> Iterator[NbgraderRecords | None]:
    """Open nbgrader's records; None if the run writes reports only.

    wanted: True or False decides; with None, the run writes to a gradebook if there is
    one and `folder` is the folder that nbgrader collects into.

    Raises:
        AutograderError: there is no gradebook, or another run is writing to it.
    """
    nbgrader = None if wanted is False else Nbgrader(course.root)
    if nbgrader and (wanted or _is_collected(nbgrader, folder)):
        if exists(nbgrader.api.coursedir.db_url):
            with _only_writer(course):
                records = NbgraderRecords(course, nbgrader)
                try:
                    yield records
                finally:
                    records.close()
            return
        if wanted:
            raise AutograderError(
                "There is no gradebook: run `nbgrader generate_assignment NAME` for "
                "each assignment, then grade again."
            )
    yield None


def _is_collected(nbgrader: Nbgrader, folder: Path) -> bool:
    """Whether this is the folder that `nbgrader collect` writes."""
    directory = nbgrader.api.coursedir.submitted_directory
    any_one = nbgrader.api.coursedir.format_path(directory, "STUDENT", "ASSIGNMENT")
    return folder.resolve() == Path(any_one).parent.parent.resolve()


@contextmanager
def _only_writer(course: Course) -> Iterator[None]:
    """Hold the lock of class runs; the system releases it if this process dies."""
    course.secret()  # creates the folder .autograder/
    lock = FileLock(course.root / ".autograder" / "class.lock", timeout=_LOCK_S)
    try:
        lock.acquire()
    except Timeout:
        raise AutograderError(
            f"Another `autograder class` is writing to the gradebook of "
            f"{course.root}: wait for it, or end it."
        ) from None
    try:
        yield
    finally:
        lock.release()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
