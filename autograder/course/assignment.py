"""One assignment: a folder of assignments/ and the files that the build made from it.

The grader finds everything by path, so adding an assignment touches one folder.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course import author_modules, digests, steps
from autograder.course.digests import ContentDigests
from autograder.course.steps import GradedStep
from autograder.errors import StaleBuild
from autograder.misconceptions import Misconception, misconceptions_of
from autograder.static_analysis.student_code import StudentCode
from autograder.variants import Variant, variants_of

CHECK_SUFFIX = "-check"


@dataclass(frozen=True)
class Exercise:
    """One graded item; its id is the grade_id of the cell with its function."""

    id: str
    points: float

    @property
    def function(self) -> str:
        return self.id.replace("-", "_")


@dataclass(frozen=True, eq=False)
class Assignment:
    """A folder of assignments/ (`folder`) and its folder of source/ (`built`).

    Compares by identity, because files may change between two readings of a folder.
    """

    folder: Path
    built: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def course_root(self) -> Path:
        """The folder of the whole course, which holds assignments/ and source/."""
        return self.folder.parent.parent

    @property
    def text(self) -> Path:
        return self.folder / f"{self.name}.md"

    @property
    def checks(self) -> Path:
        return self.folder / "checks"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @cached_property
    def notebook(self) -> dict[str, Any]:
        """The built notebook, with solutions."""
        path = self.built / f"{self.name}.ipynb"
        try:
            notebook: dict[str, Any] = json.loads(path.read_bytes())
        except FileNotFoundError:
            raise StaleBuild(f"{path} does not exist. Run `make build`.") from None
        except ValueError:
            raise StaleBuild(f"{path} is damaged. Run `make build`.") from None
        return notebook

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises that hidden checks grade, in the order of the notebook."""
        return exercises_of(self.notebook)

    @property
    def points(self) -> float:
        """What hidden checks give at most; a person marks written answers."""
        return float(sum(each.points for each in self.exercises))

    @cached_property
    def code(self) -> StudentCode:
        """The code of the built notebook, read like a student's code."""
        sources = [
            "".join(cell["source"])
            for cell in self.notebook["cells"]
            if cell["cell_type"] == "code"
        ]
        return StudentCode((source, True) for source in sources)

    @property
    def given_files(self) -> list[Path]:
        """The files that students receive with the notebook."""
        return sorted(
            each
            for each in self.built.iterdir()
            if each.is_file() and each.suffix != ".ipynb"
        )

    @cached_property
    def reference(self) -> ModuleType:
        return self.module("reference")

    @cached_property
    def steps(self) -> dict[str, GradedStep]:
        """The steps of steps.py by their ids; {} for an assignment without steps."""
        if not (self.folder / "steps.py").is_file():
            return {}
        listed = getattr(self.module("steps"), "STEPS", ())
        return {step.id: step for step in listed}

    @cached_property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """The misconceptions about functions, then those about steps."""
        return misconceptions_of(self.module("misconceptions")) + steps.misconceptions(
            self.steps.values(), self.section_of
        )

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """Right answers in other styles: of functions, then of steps."""
        return variants_of(self.module("variants")) + steps.variants(
            self.steps.values()
        )

    def section_of(self, id: str) -> str:
        """The heading above the cell with a grade_id."""
        heading = ""
        for cell in self.notebook["cells"]:
            if grade_id(cell) == id:
                break
            if cell["cell_type"] == "markdown":
                heading = _last_heading(cell) or heading
        return heading

    def misconceptions_of(self, exercise: str) -> list[Misconception]:
        """The misconceptions about one exercise."""
        return [each for each in self.misconceptions if exercise in each.exercises]

    def module(self, name: str) -> ModuleType:
        """One of the assignment's own Python files or packages, loaded by path."""
        return author_modules.load(self.folder, name)

    @cached_property
    def digests(self) -> ContentDigests:
        """Digests of everything that its grades depend on."""
        ids = [each.id for each in self.exercises]
        return digests.of_assignment(self.folder, self.built, ids)


def _last_heading(cell: dict[str, Any]) -> str:
    """The text of the last heading in a Markdown cell; "" if there is none."""
    headings = re.findall(r"^#+\s+(.*?)\s*$", "".join(cell["source"]), re.MULTILINE)
    return str(headings[-1]) if headings else ""


def exercises_of(notebook: dict[str, Any]) -> tuple[Exercise, ...]:
    """The exercises of a built notebook: its locked cells `<exercise>-check`."""
    return tuple(
        Exercise(grade_id(cell).removesuffix(CHECK_SUFFIX), nbgrader(cell)["points"])
        for cell in notebook["cells"]
        if is_check(cell)
    )


def nbgrader(cell: dict[str, Any]) -> dict[str, Any]:
    """The nbgrader metadata of one of our cells; {} if it has none."""
    metadata: dict[str, Any] = cell["metadata"].get("nbgrader", {})
    return metadata


def grade_id(cell: dict[str, Any]) -> str:
    """The grade_id of one of our cells; "" if it has none."""
    return str(nbgrader(cell).get("grade_id", ""))


def is_check(cell: dict[str, Any]) -> bool:
    """Whether one of our cells carries the points of hidden checks."""
    ours = nbgrader(cell)
    return bool(ours.get("grade")) and not ours.get("solution")
