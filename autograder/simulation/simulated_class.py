"""A simulated class: one student for each case that a grader must get right.

Each variant and each misconception of an assignment gets a student whose notebook is
the solution otherwise.  Others did not finish, submit a damaged file or attack.  Steps
are independent, so one student answers all of them.  The demonstration, the benchmarks
and the tests use this class.
"""

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.course.assignment import Assignment, Exercise, grade_id, is_check
from autograder.course.standalone import standalone
from autograder.report import Report

Kind = Literal["right", "misconception", "unfinished", "damaged", "hostile"]
Notebook = dict[str, Any]


@dataclass(frozen=True)
class SimulatedStudent:
    """A student, the submitted bytes, and the expected result.

    answers   by exercise: the name of the code that replaces the solution
    expects   by exercise: the id of the misconception in that code
    score     the expected score; None: less than all points in those exercises
    """

    name: str
    kind: Kind
    content: bytes
    score: float | None
    answers: Mapping[str, str] = field(default_factory=dict)
    expects: Mapping[str, str] = field(default_factory=dict)


def simulated_class(assignment: Assignment) -> list[SimulatedStudent]:
    """The class of one assignment, in the order of the kinds above."""
    return [
        *right_students(assignment),
        *misled_students(assignment),
        *unfinished_students(assignment),
        *damaged_students(assignment),
        *hostile_students(assignment),
    ]


def right_students(assignment: Assignment) -> Iterator[SimulatedStudent]:
    """One student for the solution, and one for each variant."""
    full = assignment.points
    yield SimulatedStudent("right-solution", "right", _bytes(assignment.notebook), full)
    answers = [
        _Answer(variant.exercise, variant.function, variant.name)
        for variant in assignment.variants
    ]
    for name, together in _students(assignment, answers):
        content = _with_answers(assignment, together)
        written = {each.exercise: each.name for each in together}
        yield SimulatedStudent(f"right-{name}", "right", content, full, written)


def misled_students(
    assignment: Assignment, *, everywhere: bool = False
) -> Iterator[SimulatedStudent]:
    """One student for each misconception, `everywhere`: for each of its exercises."""
    answers = [
        _Answer(exercise, each.function, each.name, each.id)
        for each in assignment.misconceptions
        for exercise in (each.exercises if everywhere else each.exercises[:1])
    ]
    for name, together in _students(assignment, answers):
        content = _with_answers(assignment, together)
        written = {each.exercise: each.name for each in together}
        expects = {each.exercise: each.misconception for each in together}
        yield SimulatedStudent(name, "misconception", content, None, written, expects)


@dataclass(frozen=True)
class _Answer:
    """What a student writes for one exercise, and the id of its misconception."""

    exercise: str
    function: Callable[..., Any]
    name: str
    misconception: str = ""


def _students(
    assignment: Assignment, answers: list[_Answer]
) -> Iterator[tuple[str, list[_Answer]]]:
    """(name, answers) of each student: one answer, or one for each step."""
    rounds: dict[int, list[_Answer]] = {}
    seen: Counter[str] = Counter()
    for each in answers:
        if each.exercise in assignment.steps:
            seen[each.exercise] += 1
            rounds.setdefault(seen[each.exercise], []).append(each)
        else:
            which = [each.misconception, each.exercise] if each.misconception else []
            yield "-".join(map(_hyphens, [*which, each.name])), [each]
    for number, together in rounds.items():
        yield f"steps-{number}", together


def _with_answers(assignment: Assignment, answers: list[_Answer]) -> bytes:
    notebook = assignment.notebook
    for each in answers:
        exercise = _exercise(assignment, each.exercise)
        code = standalone(each.function, exercise.function)
        notebook = with_answer(notebook, exercise.id, code)
    return _bytes(notebook)


def unfinished_students(assignment: Assignment) -> Iterator[SimulatedStudent]:
    """Students who stopped after 0, 1, 2, ... exercises."""
    for done in range(len(assignment.exercises)):
        notebook = copy.deepcopy(assignment.notebook)
        for exercise in assignment.exercises[done:]:
            code = f"def {exercise.function}(*args):\n    raise NotImplementedError()"
            notebook = with_answer(notebook, exercise.id, code)
        score = sum(each.points for each in assignment.exercises[:done])
        name = f"unfinished-{done}"
        yield SimulatedStudent(name, "unfinished", _bytes(notebook), score)


def damaged_students(assignment: Assignment) -> Iterator[SimulatedStudent]:
    """Students who submit the solution in a damaged file."""
    for name, (damage, readable) in _DAMAGES.items():
        content = damage(copy.deepcopy(assignment.notebook))
        score = assignment.points if readable else 0.0
        yield SimulatedStudent(f"damaged-{name}", "damaged", content, score)


def hostile_students(assignment: Assignment) -> Iterator[SimulatedStudent]:
    """Students without answers who attack in the first exercise, within bounds."""
    for name, attack in _ATTACKS.items():
        notebook = copy.deepcopy(assignment.notebook)
        for exercise in assignment.exercises:
            code = f"def {exercise.function}(*args):\n    return None"
            notebook = with_answer(notebook, exercise.id, code)
        first = assignment.exercises[0].id
        code = "".join(_cell(notebook, first)["source"]) + "\n" + attack
        content = _bytes(with_answer(notebook, first, code))
        yield SimulatedStudent(f"hostile-{name}", "hostile", content, 0.0)


def with_answer(notebook: Notebook, exercise: str, code: str) -> Notebook:
    """A copy of `notebook` with `code` in the cell of one exercise."""
    changed = copy.deepcopy(notebook)
    _cell(changed, exercise)["source"] = code
    return changed


def _cell(notebook: Notebook, id: str) -> dict[str, Any]:
    cell: dict[str, Any] = next(
        each for each in notebook["cells"] if grade_id(each) == id
    )
    return cell


def as_expected(student: SimulatedStudent, report: Report) -> bool:
    """Whether the report on a simulated student is the expected one."""
    if student.score is not None:
        return report.score == student.score
    exercises = [report.exercises.get(id) for id in student.expects]
    return all(
        exercise is not None
        and exercise.misconception == expected
        and (exercise.score or 0.0) < exercise.max
        for exercise, expected in zip(exercises, student.expects.values())
    )


def _exercise(assignment: Assignment, id: str) -> Exercise:
    return next(each for each in assignment.exercises if each.id == id)


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


def _bytes(notebook: Notebook) -> bytes:
    return json.dumps(notebook, indent=1).encode()


def _without_checks(notebook: Notebook) -> bytes:
    notebook["cells"] = [each for each in notebook["cells"] if not is_check(each)]
    return _bytes(notebook)


def _with_copies(notebook: Notebook) -> bytes:
    copies = [copy.deepcopy(each) for each in notebook["cells"] if is_check(each)]
    for each in copies:
        each["source"] = "1000.0"
    notebook["cells"] += copies
    return _bytes(notebook)


def _of_kind_raw(notebook: Notebook) -> bytes:
    for each in notebook["cells"]:
        if is_check(each):
            each["cell_type"] = "raw"
    return _bytes(notebook)


def _of_another_schema(notebook: Notebook) -> bytes:
    for each in notebook["cells"]:
        if grade_id(each):
            each["metadata"]["nbgrader"]["schema_version"] = 99
    return _bytes(notebook)


def _without_metadata(notebook: Notebook) -> bytes:
    for each in notebook["cells"]:
        each["metadata"] = {}
    return _bytes(notebook)


def _with_large_outputs(notebook: Notebook) -> bytes:
    line = {"output_type": "stream", "name": "stdout", "text": "x" * 1000 + "\n"}
    first = next(each for each in notebook["cells"] if each["cell_type"] == "code")
    first["outputs"] = [line] * 11_000
    return _bytes(notebook)


# (damage, readable); if the answers can still be read, they must count.
_DAMAGES: dict[str, tuple[Callable[[Notebook], bytes], bool]] = {
    "cut-off": (lambda notebook: _bytes(notebook)[: len(_bytes(notebook)) // 2], False),
    "empty": (lambda notebook: b"", False),
    "nested": (lambda notebook: b"[" * 200_000 + b"]" * 200_000, False),
    "another-notebook": (lambda notebook: _bytes({**notebook, "cells": []}), False),
    "checks-deleted": (_without_checks, True),
    "checks-copied": (_with_copies, True),
    "checks-retyped": (_of_kind_raw, True),
    "schema-99": (_of_another_schema, True),
    "metadata-lost": (_without_metadata, True),
    "large-outputs": (_with_large_outputs, True),
}

_ATTACKS: dict[str, str] = {
    "loops-forever": "import time\nwhile True: time.sleep(0.01)",
    "ends-its-process": "import os\nos._exit(0)",
    "wants-the-gradebook": "print(open('../../../gradebook.db', 'rb').read())",
    "wants-the-checks": (
        "import glob\nfor above in ('', '/*', '/*/*', '/*/*/*', '..', '../..'):\n"
        "    print(glob.glob(above + '/assignments/*/checks/*.py'))"
    ),
    "shows-a-score": (
        "get_ipython().input_transformers_post.append(lambda _: ['1e3\\n'])"
    ),
    "prints-without-end": "while True: print('x' * 10_000)",
    "runs-in-the-browser": (
        "from IPython.display import HTML, display\n"
        "display(HTML('<script>document.title = \"taken\"</script>'))"
    ),
    "forks": "import os\nfor _ in range(200):\n    os.fork() or os._exit(0)",
}
