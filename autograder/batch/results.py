"""Looks up earlier reports and records the results of a class run.

A graded submission leaves its part of nbgrader's course (if there is a gradebook), its
page, and last its report.  Writing the report is the commit point: a rerun grades only
submissions without a valid report.
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
    """The reports of a class, and nbgrader's records if the run writes them."""

    course: Course
    reports: Path
    sandbox: str
    nbgrader: "NbgraderRecords | None" = None
    _keys: dict[str, CacheKey] = field(default_factory=dict)
    _same: dict[CheckReport, CheckReport] = field(default_factory=dict)
    # Submissions whose reports the grader or the course has outdated.
    outdated: set[SubmissionRef] = field(default_factory=set)

    def done(self, submitted: SubmissionRef) -> Report | None:
        """The report of a submission that needs no grading; None if it needs some."""
        earlier, changed = self._earlier(self._task(submitted))
        # Changed checks do not make an unreadable file readable.
        if earlier and (not changed or earlier.status == "unreadable"):
            return self._with_shared_checks(earlier)
        return None

    def tasks(self, waiting: Iterable[SubmissionRef]) -> Iterator[GradingTask]:
        """Yield the tasks of a class; read each file just before its turn."""
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
        """Write gradebook rows, pages and reports; return the recorded reports."""
        if self.nbgrader:
            results = self.nbgrader.record(results)
        return [
            (each.task.submitted, self._with_shared_checks(each.report))
            for each in map(self._written, results)
        ]

    def _written(self, result: Result) -> Result:
        """Write the page and the report; return the result, or that of the failure."""
        submitted = result.task.submitted
        path = report_path(self.reports, submitted)
        # STUDENT.html would overwrite class.html if a student is called `class`.
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
        """The valid report of an earlier run, and the exercises that have changed.

        A report is valid only if the gradebook has its rows and its notebook.
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

    def _with_shared_checks(self, report: Report) -> Report:
        """The report, sharing CheckReports with equal ones of others to save memory."""
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
