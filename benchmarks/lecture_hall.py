"""A lecture hall: as many submissions as are wanted, in the mix of a real class.

Right answers in every style that we know, each misconception, work that was broken off,
and endless loops; each notebook is its own, so that nobody's inputs are another's.
Whatever the size, the mix is the same in each part of the class.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from autograder.course.assignment import Assignment
from autograder.course.course import Course
from autograder.nbgrader.commands import CONFIG_FILE, Nbgrader
from autograder.simulation.simulated_class import (
    SimulatedStudent,
    misled_students,
    right_students,
    unfinished_students,
    with_answer,
)

SHARES = {"right": 0.55, "misled": 0.30, "unfinished": 0.12, "loops": 0.03}


def lecture_hall(
    assignment: Assignment, count: int, *, loops: bool = True
) -> list[SimulatedStudent]:
    """So many students; without `loops`, right answers take the place of loops."""
    kinds = {
        "right": cycle(list(right_students(assignment))),
        "misled": cycle(list(misled_students(assignment))),
        "unfinished": cycle(list(unfinished_students(assignment))),
        "loops": cycle(list(looping_students(assignment))),
    }
    calm = {"loops": "right"} if not loops else {}
    return [
        _of_their_own(next(kinds[calm.get(kind, kind)]), number)
        for number, kind in enumerate(islice(_mix(), count))
    ]


def looping_students(assignment: Assignment) -> Iterator[SimulatedStudent]:
    """One student for each function that never returns; the others are right."""
    for exercise in assignment.exercises:
        if exercise.id not in assignment.steps:
            code = f"def {exercise.function}(*args):\n    while True:\n        pass"
            notebook = with_answer(assignment.notebook, exercise.id, code)
            content = json.dumps(notebook).encode()
            yield SimulatedStudent(f"loops-{exercise.id}", "hostile", content, None)


def course_with(
    students: list[SimulatedStudent], course: Course, name: str, root: Path
) -> Path:
    """A course of its own at `root`: the assignment, a gradebook, these submissions.

    All such courses have one secret, so that grades can be compared.
    """
    assignment = course.assignment(name)
    root.mkdir()
    shutil.copy(course.root / CONFIG_FILE, root)
    for folder in (assignment.folder, assignment.built):
        shutil.copytree(folder, root / folder.relative_to(course.root))
    (root / ".autograder").mkdir(mode=0o700)
    (root / ".autograder" / "secret").write_text("5e" * 32)
    Nbgrader(root).generate_assignment(name)
    for student in students:
        path = root / "submitted" / student.name / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(student.content)
    return root


def _mix() -> Iterator[str]:
    """Kinds without end; the one that lacks most of its share comes next."""
    missing = dict.fromkeys(SHARES, 0.0)
    while True:
        missing = {kind: left + SHARES[kind] for kind, left in missing.items()}
        kind = max(missing, key=lambda each: missing[each])
        missing[kind] -= 1
        yield kind


def _of_their_own(student: SimulatedStudent, number: int) -> SimulatedStudent:
    notebook = json.loads(student.content)
    note = {"cell_type": "code", "metadata": {}, "outputs": [], "source": f"# {number}"}
    notebook["cells"].append({**note, "id": f"own{number}", "execution_count": None})
    name = f"s{number:04}-{student.name}"
    return replace(student, name=name, content=json.dumps(notebook).encode())
