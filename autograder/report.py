"""What grading one submission came to: plain data and its JSON.

The JSON is a promise to whoever reads it; keys may be added, never renamed or removed::

    {"assignment": "07_softmax_loss", "status": "graded", "score": 52.0, "max": 66.0,
     "exercises": {
       "softmax-loss-naive": {
         "score": 18.0, "max": 18.0, "misconception": null, "tutor": null,
         "checks": [{"name": "test_value", "verdict": "passed", "weight": 1.0,
                     "checks": "what is checked", "says": "what it says"}]}},
     "sandbox": {"tier": "namespaces", "layers": ["..."], "missing": []},
     "flags": [], "problem": null, "submission": "sha256 of what was graded",
     "seconds": 0.31}

`status`   `graded`; `unreadable`: the student's file, score 0; `not graded`: our fault,
           score null and never a zero, `problem` says what to do.
`score`    of an exercise is null when one of its checks is broken (our fault).
`max`      the points of the exercises that checks grade; written cells are not in it.
`verdict`  `passed`; `wrong`; `crashed`: the student's code raised, hung or ran out;
           `skipped`: something it needs failed; `broken`: our fault.
`misconception`  the id of the wrong rule that the student's answers follow, or null;
           `tutor` then has what it says, the question to ask and the section to read.
`flags`    remarks for a person to look at; they change no score.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

# How the sentence ends that a student reads of a function with no code of theirs.
UNFINISHED = "is not written yet."

Verdict = Literal["passed", "wrong", "crashed", "skipped", "broken"]
Status = Literal["graded", "unreadable", "not graded"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CheckReport(_Record):
    """The verdict of one hidden check, in words for the student."""

    name: str
    verdict: Verdict
    weight: float = 1.0
    checks: str
    says: str


class Tutor(_Record):
    """What a recognised misconception says and asks."""

    says: str
    try_this: str
    section: str


class ExerciseReport(_Record):
    """All verdicts of one exercise."""

    score: float | None
    max: float
    misconception: str | None = None
    tutor: Tutor | None = None
    checks: tuple[CheckReport, ...] = ()

    @property
    def unfinished(self) -> bool:
        """Whether there is nothing to say but that the function is not written."""
        first = self.checks[0].says if self.checks else ""
        return first.endswith(UNFINISHED) and all(
            each.verdict == "skipped" or each.says == first for each in self.checks
        )


class SandboxReport(_Record):
    """The isolation that was active while this submission was graded."""

    tier: str = "none"
    layers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Report(_Record):
    """All verdicts of one submission."""

    assignment: str
    status: Status
    score: float | None
    max: float
    exercises: dict[str, ExerciseReport] = Field(default_factory=dict)
    sandbox: SandboxReport = SandboxReport()
    flags: tuple[str, ...] = ()
    problem: str | None = None
    submission: str = ""
    seconds: float = 0.0

    def misconceptions(self) -> dict[str, str]:
        """The recognised misconception of each exercise that has one."""
        return {
            id: each.misconception
            for id, each in self.exercises.items()
            if each.misconception
        }


def exercise_report(
    checks: tuple[CheckReport, ...],
    points: float,
    *,
    misconception: str | None = None,
    tutor: Tutor | None = None,
) -> ExerciseReport:
    """Score an exercise: its points times the weight of the checks that passed."""
    total = sum(each.weight for each in checks)
    passed = sum(each.weight for each in checks if each.verdict == "passed")
    broken = any(each.verdict == "broken" for each in checks) or not checks
    return ExerciseReport(
        score=None if broken else round(points * passed / total, 4),
        max=points,
        misconception=misconception,
        tutor=tutor,
        checks=checks,
    )
