"""Decides whose fault an error in a check is, by running the check on our solution.

Either the check is wrong, or the notebook gave it something that no check expects, such
as a redefined function of ours.  If the same check passes on our solution, the notebook
caused the error.
"""

from collections.abc import Sequence
from dataclasses import replace

from autograder.course.assignment import Assignment
from autograder.execution.check_result import CheckResult
from autograder.grading import runner
from autograder.grading.session import open_session
from autograder.sandbox import Plan
from autograder.submission.notebook_file import Submission, cells_of
from autograder.submission.repair import arrange

_SAYS = (
    "This check could not be run on your notebook, and it runs on ours. Is a function "
    "that was given defined again somewhere, or does an answer have an unusual type?"
)


def with_blame(
    results: Sequence[CheckResult],
    assignment: Assignment,
    secret: bytes,
    sandbox: Plan,
) -> list[CheckResult]:
    """The results; a check that raises an error on this notebook only is `crashed`.

    Such a result carries a flag for a person.
    """
    suspects = {each.check.exercise for each in results if each.fault}
    if not suspects:
        return list(results)
    sound = _sound_checks(suspects, assignment, secret, sandbox)
    return [
        replace(each, verdict="crashed", says=_SAYS, fault="", flag="patch")
        if each.fault and each.check in sound
        else each
        for each in results
    ]


def _sound_checks(
    exercises: set[str], assignment: Assignment, secret: bytes, sandbox: Plan
) -> set[object]:
    """The checks of these exercises that our solution passes."""
    solution = arrange(Submission(cells_of(assignment.notebook)), assignment)
    session = open_session(solution, assignment, secret, sandbox).session
    try:
        results = runner.run(assignment, session, exercises)
    finally:
        session.close()
    return {each.check for each in results if each.verdict == "passed"}
