"""The result of grading one submission: plain data and its JSON.

The JSON is a promise to its readers: keys may be added, never renamed or removed.
A test parses this example and compares its keys with those of a real report::

    {
      "assignment": "07_softmax_loss",
      "status": "graded",
      "score": 61.5,
      "max": 66.0,
      "exercises": {
        "softmax-loss-naive": {
          "score": 13.5,
          "max": 18.0,
          "misconception": "07-SN08",
          "tutor": {
            "says": "Loss and gradient follow two conventions for the penalty.",
            "try_this": "Differentiate reg * w * w on paper.",
            "section": "Derive: the penalty"
          },
          "checks": [
            {
              "name": "test_value",
              "verdict": "wrong",
              "weight": 1.0,
              "checks": "With a penalty, dW is the gradient of both terms.",
              "says": "The gradient dW is not right in any of its 15 entries."
            }
          ],
          "fingerprint": "271-5f0c"
        }
      },
      "sandbox": {"tier": "namespaces", "layers": ["seccomp"], "missing": []},
      "flags": ["Line 3 replaces numpy.exp."],
      "findings": [
        {"kind": "patch", "where": "cell 4", "says": "Line 3 replaces numpy.exp."}
      ],
      "problem": null,
      "submission": "sha256 of the graded notebook",
      "seconds": 0.31
    }

`status`   `graded`; `unreadable`: the student's file cannot be read, score 0;
           `not graded`: our fault, score null and never zero; `problem` says what
           to do.
`score`    of an exercise is null if one of its checks has the verdict `broken`.
`max`      counts the exercises that checks grade; a person marks written answers.
`verdict`  `passed`; `wrong`; `crashed`: the student's code raised, hung or used up its
           limits; `skipped`: a check that it depends on failed; `broken`: an error of
           ours.  The code calls the last one ERROR; its JSON value stays `broken`.
`misconception`  the id of the misconception that the student's answers follow, or null;
           `tutor` then holds its statement, the question and the section to read again.
`fingerprint`  of a long answer, to find equal ones; "" for an answer that many students
           would write alike.
`flags`    remarks for the instructor; they change no score, and students never see
           them.  `findings` holds the same remarks with their kind and place.
"""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from gradients_by_hand.rules.messages import UNFINISHED

Verdict = Literal["passed", "wrong", "crashed", "skipped", "broken"]
# The verdict of a check that failed by our fault.  It never costs a student a point.
ERROR: Final = "broken"
Status = Literal["graded", "unreadable", "not graded"]
FlagKind = Literal[
    "damaged",  # the file or a locked cell is not as it was released
    "edited",  # the text of a locked cell was changed
    "patch",  # the code changes a library, the shell or the tutor
    "reach",  # the code reaches out of the notebook or into the code that runs it
    "unreadable",  # the code is built from text, so nobody can read it
    "loop",  # a Python loop in an answer that must be vectorized
    "memory",  # a function gave two values for the same call
    "library",  # a library does what the student should write
    "constant",  # right on the visible check, and the same for other inputs
]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Flag(_Record):
    """One remark for the instructor; `where` is an exercise, a cell or ""."""

    kind: FlagKind
    where: str
    says: str


class CheckReport(_Record):
    """The verdict of one hidden check, in words for the student."""

    name: str
    verdict: Verdict
    weight: float = 1.0
    checks: str
    says: str


class TutorReport(_Record):
    """What the tutor says and asks about a recognised misconception."""

    says: str
    try_this: str
    section: str


class ExerciseReport(_Record):
    """All verdicts of one exercise."""

    score: float | None
    max: float
    misconception: str | None = None
    tutor: TutorReport | None = None
    checks: tuple[CheckReport, ...] = ()
    fingerprint: str = ""

    @property
    def unfinished(self) -> bool:
        """Whether all there is to say is that the function is not written."""
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
    findings: tuple[Flag, ...] = ()
    problem: str | None = None
    submission: str = ""
    seconds: float = 0.0

    def with_findings(self, *findings: Flag) -> "Report":
        """A copy with additional findings; repeated ones are added once."""
        every = tuple(dict.fromkeys([*self.findings, *findings]))
        sentences = tuple(each.says for each in every)
        return self.model_copy(update={"findings": every, "flags": sentences})

    def to_look_at(self) -> tuple[Flag, ...]:
        """Its findings; an older report without them has flags only."""
        if self.findings:
            return self.findings
        return tuple(Flag(kind="damaged", where="", says=each) for each in self.flags)

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
    tutor: TutorReport | None = None,
) -> ExerciseReport:
    """The report of an exercise, scored by the weight of the checks that passed."""
    total = sum(each.weight for each in checks)
    passed = sum(each.weight for each in checks if each.verdict == "passed")
    error = any(each.verdict == ERROR for each in checks) or not checks
    return ExerciseReport(
        score=None if error else round(points * passed / total, 4),
        max=points,
        misconception=misconception,
        tutor=tutor,
        checks=checks,
    )
