"""What a class run looks up before grading, and what it leaves of each submission.

Of a graded submission: its page, its part of nbgrader's course where there is one, and
last its report, which says that all of it is there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.batch.worker import Result, failed
from autograder.course.course import Course
from autograder.files import write_whole
from autograder.grading import report_cache
from autograder.grading.report_cache import CacheKey
from autograder.grading.task import GradingTask
from autograder.report import CheckReport, Report
from autograder.reporting import render
from autograder.submission.attribution import (
    SubmissionRef,
    content_of,
    report_path,
)

if TYPE_CHECKING:
    from autograder.batch.nbgrader_records import NbgraderRecords


@dataclass(frozen=True)
class Records:
    """The reports of a class, and nbgrader's records where they are wanted."""

    course: Course
    reports: Path
    sandbox: str
    nbgrader: "NbgraderRecords | None" = None
    _keys: dict[str, CacheKey] = field(default_factory=dict)
    _same: dict[CheckReport, CheckReport] = field(default_factory=dict)
    outdated: set[SubmissionRef] = field(default_factory=set)  # graded anew for that

    def done(self, submitted: SubmissionRef) -> Report | None:
        """The report of a submission of which nothing is left to do."""
        earlier, changed = self._earlier(self._task(submitted))
        # A file that cannot be read cannot be read by other checks either.
        if earlier and (not changed or earlier.status == "unreadable"):
            return self._frugal(earlier)
        return None

    def tasks(self, waiting: Iterable[SubmissionRef]) -> Iterator[GradingTask]:
        """What is to be graded, each read when its turn comes."""
        for submitted in waiting:
            task = self._task(submitted)
            if self.nbgrader:
                released = self.nbgrader.released(submitted.assignment)
                task = replace(task, released=released)
            earlier, changed = self._earlier(task)
            if earlier and changed:
                task = replace(task, earlier=earlier, only=frozenset(changed))
            yield task

    def record(self, results: Sequence[Result]) -> list[tuple[SubmissionRef, Report]]:
        """Leave of these results what is to be left; (submitted, report) of each."""
        if self.nbgrader:
            results = self.nbgrader.record(results)
        recorded = map(self._written, results)
        return [(each.task.submitted, self._frugal(each.report)) for each in recorded]

    def _written(self, result: Result) -> Result:
        """The result with its page and its report written, or why that failed."""
        submitted = result.task.submitted
        path = report_path(self.reports, submitted)
        # Not STUDENT.html: somebody may be called `class`.
        title = f"{submitted.assignment}: {submitted.student}"
        page = render.report_html(result.report, title)
        try:
            write_whole(path.with_suffix(".feedback.html"), page)
            report_cache.store(path, result.task.key, result.report)
        except OSError as error:
            assignment = self.course.assignment(submitted.assignment)
            return failed(result.task, assignment, error)
        return result

    def _task(self, submitted: SubmissionRef) -> GradingTask:
        content = content_of(submitted)
        key = self._key(submitted.assignment).of_file(**content)
        return GradingTask(
            submitted, str(self.course.root), self.sandbox, key, **content
        )

    def _earlier(self, task: GradingTask) -> tuple[Report | None, set[str]]:
        """What an earlier run kept that is still of use, and what has changed of it.

        It is of use if all else that the run should have left is there.
        """
        submitted = task.submitted
        earlier = report_cache.load(report_path(self.reports, submitted))
        changed = task.key.changed_since(earlier.key) if earlier else None
        if earlier and changed is None and earlier.key.file == task.key.file:
            self.outdated.add(submitted)
        if earlier is None or changed is None:
            return None, set()
        if self.nbgrader and not self.nbgrader.has(submitted, earlier.report):
            return None, set()
        return earlier.report, changed

    def _frugal(self, report: Report) -> Report:
        """A report that shares what it says with others: most say the same."""
        same = self._same.setdefault
        exercises = {
            id: each.model_copy(
                update={"checks": tuple(same(check, check) for check in each.checks)}
            )
            for id, each in report.exercises.items()
        }
        return report.model_copy(update={"exercises": exercises})

    def _key(self, assignment: str) -> CacheKey:
        if assignment not in self._keys:
            self._keys[assignment] = report_cache.cache_key(
                self.course, assignment, self.sandbox
            )
        return self._keys[assignment]
