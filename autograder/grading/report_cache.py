"""Stores reports from run to run, with digests of everything that they depend on.

Writing the report is the commit point: a run writes it after the submission's notebook,
gradebook rows and page.  After a kill at any moment, a rerun grades only submissions
without a valid report.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from autograder.course import digests
from autograder.course.course import Course
from autograder.files import write_whole
from autograder.report import ExerciseReport, Report


@dataclass(frozen=True)
class CacheKey:
    """Digests of the file, of what exercises share, and of each exercise's checks."""

    file: str
    shared: str
    exercises: Mapping[str, str] = field(default_factory=dict)

    def of_file(self, content: bytes = b"", problem: str = "") -> "CacheKey":
        """The key of a file with this content, or of an unreadable file."""
        digest = hashlib.sha256(content + problem.encode()).hexdigest()
        return CacheKey(digest, self.shared, self.exercises)

    def changed_since(self, earlier: "CacheKey") -> set[str] | None:
        """The exercises whose checks have changed; None if anything else changed."""
        if (self.file, self.shared) != (earlier.file, earlier.shared):
            return None
        if self.exercises.keys() != earlier.exercises.keys():
            return None
        ids = self.exercises.keys()
        return {id for id in ids if self.exercises[id] != earlier.exercises[id]}


@dataclass(frozen=True)
class CachedReport:
    """A report and its key."""

    key: CacheKey
    report: Report


def cache_key(course: Course, assignment: str, sandbox: str) -> CacheKey:
    """The key of an assignment without a file, which `CacheKey.of_file` adds."""
    own = course.assignment(assignment).digests
    parts = [digests.engine(), own.shared, sandbox]
    secret = hashlib.sha256(course.secret()).hexdigest()
    shared = hashlib.sha256("\0".join([*parts, secret]).encode()).hexdigest()
    return CacheKey("", shared, own.exercises)


def load(path: Path) -> CachedReport | None:
    """The report in a file; None if there is no usable one.

    A "not graded" report is not usable, so the next run tries that submission again.
    """
    try:
        content = json.loads(path.read_bytes())
        cached = CachedReport(
            CacheKey(**content["key"]), Report.model_validate(content["report"])
        )
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None
    return cached if cached.report.status != "not graded" else None


def store(path: Path, key: CacheKey, report: Report) -> None:
    """Write a report for the next run."""
    content = {"key": asdict(key), "report": report.model_dump(mode="json")}
    write_whole(path, json.dumps(content, indent=1))


def merged(earlier: Report, again: Report) -> Report:
    """An earlier report, updated with the exercises that `again` graded.

    Fields of the whole submission (the sandbox, the problem) come from `again`.  The
    earlier findings about all other exercises stay.
    """
    if again.status == "unreadable" or not again.exercises:
        return again  # it graded no exercise
    exercises = {
        id: again.exercises.get(id, each) for id, each in earlier.exercises.items()
    }
    whole: dict[str, Any] = {
        "exercises": exercises,
        "score": _score(exercises),
        "max": earlier.max,
    }
    still_true = [
        each
        for each in earlier.findings
        if each.where in exercises and each.where not in again.exercises
    ]
    return again.model_copy(update=whole).with_findings(*still_true)


def _score(exercises: Mapping[str, ExerciseReport]) -> float | None:
    scores = [each.score for each in exercises.values()]
    given = [each for each in scores if each is not None]
    return round(sum(given), 4) if len(given) == len(scores) else None
