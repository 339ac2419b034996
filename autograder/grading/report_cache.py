"""Reports that are kept from run to run, with what each of them depends on.

A report is kept last, after all else that a submission leaves (its page, its notebook,
its rows of the gradebook): what is kept is done.  A run that was killed at any moment
does again what is not kept, and nothing else.
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
    """What a report depends on: the file, what exercises share, their own checks."""

    file: str
    shared: str
    exercises: Mapping[str, str] = field(default_factory=dict)

    def of_file(self, content: bytes = b"", problem: str = "") -> "CacheKey":
        """The same for another file, or for what is wrong with it."""
        digest = hashlib.sha256(content + problem.encode()).hexdigest()
        return CacheKey(digest, self.shared, self.exercises)

    def changed_since(self, earlier: "CacheKey") -> set[str] | None:
        """The exercises whose own checks have changed; None if more than that has."""
        if (self.file, self.shared) != (earlier.file, earlier.shared):
            return None
        if self.exercises.keys() != earlier.exercises.keys():
            return None
        ids = self.exercises.keys()
        return {id for id in ids if self.exercises[id] != earlier.exercises[id]}


@dataclass(frozen=True)
class CachedReport:
    """A report, and what it depends on."""

    key: CacheKey
    report: Report


def cache_key(course: Course, assignment: str, sandbox: str) -> CacheKey:
    """What the grade of any file depends on; `CacheKey.of_file` adds the file."""
    own = course.assignment(assignment).digests
    parts = [digests.engine(), own.shared, sandbox]
    secret = hashlib.sha256(course.secret()).hexdigest()
    shared = hashlib.sha256("\0".join([*parts, secret]).encode()).hexdigest()
    return CacheKey("", shared, own.exercises)


def load(path: Path) -> CachedReport | None:
    """The report in a file; None if there is none that can be used.

    A submission whose grading failed by our fault is to be tried again.
    """
    try:
        content = json.loads(path.read_bytes())
        kept = CachedReport(
            CacheKey(**content["key"]), Report.model_validate(content["report"])
        )
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None
    return kept if kept.report.status != "not graded" else None


def store(path: Path, key: CacheKey, report: Report) -> None:
    """Write a report for the next run."""
    content = {"key": asdict(key), "report": report.model_dump(mode="json")}
    write_whole(path, json.dumps(content, indent=1))


def merged(earlier: Report, again: Report) -> Report:
    """An earlier report with the exercises that were graded again.

    What is not of one exercise (the sandbox, the problem) is that of `again`; what was
    found about an exercise that was not graded again is still true.
    """
    if again.status == "unreadable" or not again.exercises:
        return again  # nothing was graded
    exercises = {
        id: again.exercises.get(id, each) for id, each in earlier.exercises.items()
    }
    whole: dict[str, Any] = {
        "exercises": exercises,
        "score": _score(exercises),
        "max": earlier.max,
    }
    kept = [
        each
        for each in earlier.findings
        if each.where in exercises and each.where not in again.exercises
    ]
    return again.model_copy(update=whole).with_findings(*kept)


def _score(exercises: Mapping[str, ExerciseReport]) -> float | None:
    scores = [each.score for each in exercises.values()]
    given = [each for each in scores if each is not None]
    return round(sum(given), 4) if len(given) == len(scores) else None
