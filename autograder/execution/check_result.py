"""A hidden check, and what running it on a submission came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.misconceptions import Call
from autograder.report import FlagKind, Verdict


@dataclass(frozen=True)
class HiddenCheck:
    """What a check file says of one check."""

    name: str
    exercise: str
    weight: float
    describes: str


@dataclass(frozen=True)
class CheckResult:
    """The verdict of one check.

    `calls` are the calls of student functions that it made, by the name of the
    function.  `fault` is for the operator, where the check itself failed; `flag` is
    for whoever looks at integrity.
    """

    check: HiddenCheck
    verdict: Verdict
    says: str
    calls: Sequence[tuple[str, Call]] = ()
    fault: str = ""
    flag: FlagKind | Literal[""] = ""
