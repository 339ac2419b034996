"""What grading one submission came to: plain data and its JSON.

The JSON is a promise to whoever reads it; keys may be added, never renamed or removed::

    {"assignment": "07_softmax_loss", "status": "graded", "score": 52.0, "max": 66.0,
     "exercises": {
       "softmax-loss-naive": {
         "score": 18.0, "max": 18.0, "misconception": null, "tutor": null,
         "checks": [{"name": "test_value", "verdict": "passed", "weight": 1.0,
                     "checks": "what is checked", "says": "what it says"}],
         "fingerprint": "of a long answer, "" of one that many would write alike"}},
     "sandbox": {"tier": "namespaces", "layers": ["..."], "missing": []},
     "flags": ["a sentence"], "findings": [{"kind": "patch", "where": "cell 4",
     "says": "a sentence"}], "problem": null, "submission": "sha256 of what was graded",
     "seconds": 0.31}

`status`   `graded`; `unreadable`: the student's file, score 0; `not graded`: our fault,
           score null and never a zero, `problem` says what to do.
`score`    of an exercise is null when one of its checks is broken (our fault).
`max`      the points of the exercises that checks grade; written cells are not in it.
`verdict`  `passed`; `wrong`; `crashed`: the student's code raised, hung or ran out;
           `skipped`: something it needs failed; `broken`: our fault.
`misconception`  the id of the wrong rule that the student's answers follow, or null;
           `tutor` then has what it says, the question to ask and the section to read.
`flags`    remarks for a person to look at; they change no score, and students never
           read them.  `findings` are the same in parts: what kind, and where.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from gradients_by_hand.rules.messages import UNFINISHED

Verdict = Literal["passed", "wrong", "crashed", "skipped", "broken"]
Status = Literal["graded", "unreadable", "not graded"]
FlagKind = Literal[
    "damaged",  # the file or a cell of ours was not as it was handed out
    "edited",  # the text of a locked cell was another one
    "patch",  # a library, the shell or the tutor is given another behaviour
    "reach",  # code reaches out of the notebook or into code that runs it
    "unreadable",  # code that is made from text, so that nobody can read it
    "loop",  # a Python loop in a vectorized answer
    "library",  # a library does what was to be written
    "constant",  # right on the public check and the same for other inputs
]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Flag(_Record):
    """One thing for a person to look at; `where` is an exercise, a cell or ""."""

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
    fingerprint: str = ""

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
    findings: tuple[Flag, ...] = ()
    problem: str | None = None
    submission: str = ""
    seconds: float = 0.0

    def with_findings(self, *findings: Flag) -> "Report":
        """The same with more to look at."""
        every = tuple(dict.fromkeys([*self.findings, *findings]))
        sentences = tuple(each.says for each in every)
        return self.model_copy(update={"findings": every, "flags": sentences})

    def to_look_at(self) -> tuple[Flag, ...]:
        """Its findings; of a report from before there were any, its flags."""
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
