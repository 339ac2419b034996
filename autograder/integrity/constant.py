"""Answers that are right on the public check and written down rather than computed.

A wrong answer is suspected when it is the same for all the inputs that the hidden
checks drew, or when numbers that nobody computes with stand in its code.  The suspicion
is told only if the check that students see, run in their notebook as it is, passes.
"""

import ast
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from autograder.course.assignment import CHECK_SUFFIX, Assignment, Exercise
from autograder.errors import SandboxError
from autograder.execution.check_result import CheckResult
from autograder.execution.kernel import Kernel
from autograder.execution.notebook_run import run_notebook
from autograder.misconceptions import Call
from autograder.report import Flag
from autograder.static_analysis.student_code import StudentCode
from autograder.submission.notebook_file import Cell
from autograder.wire.call_result import Returned, same_value

_CALLS = 2  # that must agree: what is drawn differs in size or in every number
_TELLING_DIGITS = 4  # of one number such as 1.0986
_FRACTIONS = 3  # different ones, such as 0.65: a formula has one or two
_SAME = "gives the same answer whatever it is given"
_WRITTEN = "holds numbers that are answers rather than parts of a formula"


def suspects(
    assignment: Assignment, code: StudentCode, results: Sequence[CheckResult]
) -> dict[str, str]:
    """The exercises to try the visible check of, and what is suspected of each."""
    found = {}
    for exercise in assignment.exercises:
        ours = [each for each in results if each.check.exercise == exercise.id]
        if exercise.id in assignment.steps or not _mostly_wrong(ours):
            continue
        calls = _fresh_calls(exercise, ours)
        if calls and _all_the_same(calls):
            found[exercise.id] = _SAME
        elif calls and _writes_answers(code, exercise):
            found[exercise.id] = _WRITTEN
    return found


def passing(
    notebook: Sequence[Cell], start: Callable[[], Kernel], ids: set[str]
) -> set[str]:
    """Those of some exercises whose visible check passes when the notebook is run."""
    cells = [each for each in notebook if each.kind == "code"]
    try:
        kernel, results = run_notebook(cells, start)
    except SandboxError:  # our fault: nothing is told of the student
        return set()
    kernel.close()
    return {
        id
        for id in ids
        for cell, result in zip(cells, results)
        if cell.id == f"{id}{CHECK_SUFFIX}" and result and result.status == "ok"
    }


def flags_of(suspected: dict[str, str], passed: set[str]) -> Iterator[Flag]:
    """The flags of the suspects whose visible checks pass."""
    for id, what in suspected.items():
        if id in passed:
            says = (
                f"{id} passes the check that students see, is wrong on other inputs, "
                f"and {what}."
            )
            yield Flag(kind="constant", where=id, says=says)


def _mostly_wrong(results: Sequence[CheckResult]) -> bool:
    right = sum(each.check.weight for each in results if each.verdict == "passed")
    total = sum(each.check.weight for each in results)
    judged = any(each.verdict in ("wrong", "crashed") for each in results)
    return judged and right < total / 2


def _fresh_calls(exercise: Exercise, results: Sequence[CheckResult]) -> list[Call]:
    """The calls with arrays that were drawn; words and sizes are the public ones."""
    return [
        call
        for each in results
        for name, call in each.calls
        if name == exercise.function and any(map(_is_drawn, call.args))
    ]


def _is_drawn(argument: object) -> bool:
    return (
        isinstance(argument, np.ndarray)
        and argument.size > 1
        and argument.dtype.kind == "f"
    )


def _all_the_same(calls: Sequence[Call]) -> bool:
    values = [call.result.value for call in calls if isinstance(call.result, Returned)]
    if len(values) < max(_CALLS, len(calls)) or values[0] is None:
        return False
    return all(same_value(each, values[0], rtol=0.0) for each in values)


def _writes_answers(code: StudentCode, exercise: Exercise) -> bool:
    """Whether the function, or data of a cell that it names, holds such numbers."""
    definitions = [each for _, each in code.definitions(exercise.function)]
    named = {
        node.id
        for each in definitions
        for node in ast.walk(each)
        if isinstance(node, ast.Name)
    }
    data = [
        statement.value
        for cell in code.cells
        for statement in cell
        if isinstance(statement, ast.Assign)
        and any(getattr(each, "id", "") in named for each in statement.targets)
        and isinstance(statement.value, ast.Dict | ast.List | ast.Tuple | ast.Constant)
    ]
    numbers = [
        node.value
        for each in [*definitions, *data]
        for node in ast.walk(each)
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    fractions = {each for each in numbers if each % 1 and f"{each:.0e}"[0] != "1"}
    telling = any(_digits(each) >= _TELLING_DIGITS for each in numbers)
    return telling or len(fractions) >= _FRACTIONS


def _digits(number: float) -> int:
    """How many digits a number is written with, zeros at its ends aside."""
    mantissa = f"{number!r}".partition("e")[0]
    return len(mantissa.replace(".", "").replace("-", "").strip("0"))
