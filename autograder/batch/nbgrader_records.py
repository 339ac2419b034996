"""nbgrader's side of a class run: autograded/ and the gradebook of a course.

After it everything is as `nbgrader autograde` leaves it, and formgrader, feedback and
export go on from there.
"""

import contextlib
import fcntl
import shutil
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.utils import find_all_files

from autograder.batch.worker import Result, failed
from autograder.course.assignment import CHECK_SUFFIX
from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.nbgrader.commands import Nbgrader
from autograder.nbgrader.gradebook import Gradebook, exists
from autograder.nbgrader.gradebook_rows import Marked
from autograder.nbgrader.submitted_folder import (
    doubts_about_time,
    handed_in_at,
    not_to_be_copied,
    text_of_time,
)
from autograder.report import Report
from autograder.submission.attribution import SubmissionRef
from autograder.submission.repair import Released

_LOCK_S = 10.0  # workers of a run that was killed end by themselves meanwhile


class NbgraderRecords:
    """The folders and the gradebook of a course, open for one writer."""

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
        """Let go of the gradebook."""
        self._gradebook.close()

    def must_know(self, assignments: Iterable[str]) -> None:
        """Raise AutograderError unless all of these were generated, as they are now."""
        for each in assignments:
            self.released(each)

    def released(self, assignment: str) -> Released:
        """The cells of an assignment as they were released."""
        if assignment not in self._released:
            own = self._course.assignment(assignment)
            self._released[assignment] = self._gradebook.released(own)
        return self._released[assignment]

    def has(self, submitted: SubmissionRef, report: Report) -> bool:
        """Whether a report is recorded: its notebook, its timestamp and its scores."""
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
        """Write notebooks, then all rows in one transaction; the results as recorded.

        What could not be graded by our fault leaves nothing here, and neither does a
        submission whose files cannot be written.
        """
        batches: dict[str, list[Marked]] = defaultdict(list)
        recorded = []
        for each in map(self._with_folder, results):
            submitted = each.task.submitted
            when = handed_in_at(submitted.folder) if submitted.folder else None
            recorded.append(each)
            if each.marks is not None:
                marked = Marked(submitted.student, when, **each.marks)
                batches[submitted.assignment].append(marked)
        for name, batch in batches.items():
            self._gradebook.write(name, batch)
            known = self._scores.get(name, {})
            known |= {each.student: dict(each.scores) for each in batch}
        return recorded

    def _with_folder(self, result: Result) -> Result:
        """The result with its folder written, or why that failed: for this one only."""
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
            # A file of theirs may be in the way of one of ours, or have no name here.
            if not (draft / name).exists():
                with contextlib.suppress(OSError):
                    _copy(source, draft / name)
        (draft / f"{submitted.assignment}.ipynb").write_text(notebook, encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
        self._converter.set_permissions(submitted.assignment, submitted.student)

    def _our_files(self, assignment: str) -> Iterator[tuple[Path, Path]]:
        """What students were given, but for what they may hand in their own of."""
        directory = self._dirs.source_directory
        folder = Path(self._dirs.format_path(directory, ".", assignment))
        theirs = self._converter.exclude_overwriting.get(assignment, [])
        for path, name in self._files(folder):
            if str(name) not in theirs:
                yield path, name

    def _files_beside(self, submitted: SubmissionRef) -> Iterator[tuple[Path, Path]]:
        """What was handed in with a notebook, as far as it is to be copied."""
        if folder := submitted.folder:
            strange = set(not_to_be_copied(folder, 1000 * self._dirs.max_file_size))
            for path, name in self._files(folder):
                if path.name not in strange:
                    yield path, name

    def _files(self, folder: Path) -> Iterator[tuple[Path, Path]]:
        """(file, its name in the folder), as nbgrader finds them."""
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
    """nbgrader's records, where they are wanted; None where reports are all.

    Unless somebody says so (`wanted`), a gradebook is kept of what nbgrader collected.

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
    path = course.root / ".autograder" / "class.lock"
    course.secret()  # makes the folder
    with open(path, "w") as lock:
        deadline = time.monotonic() + _LOCK_S
        while not _locked(lock):
            if time.monotonic() > deadline:
                raise AutograderError(
                    f"Another `autograder class` is writing to the gradebook of "
                    f"{course.root}: wait for it, or end it."
                )
            time.sleep(0.1)
        yield


def _locked(file: Any) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
