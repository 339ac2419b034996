"""One submission: everything that a person should look at, and its fingerprints."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from autograder.course.assignment import Assignment
from autograder.execution.check_result import CheckResult
from autograder.integrity import constant
from autograder.integrity.fingerprint import Fingerprints, given_names
from autograder.integrity.origins import Origins
from autograder.integrity.tampering import WrittenCell, tampering
from autograder.report import Flag
from autograder.static_analysis.student_code import StudentCode
from autograder.submission.notebook_file import Cell


@dataclass(frozen=True)
class Examined:
    """Flags, and the fingerprint of each exercise that has one."""

    flags: tuple[Flag, ...]
    fingerprints: dict[str, str]


def examine(
    assignment: Assignment,
    cells: Sequence[Cell],
    code: StudentCode,
    results: Sequence[CheckResult],
    passes: Callable[[set[str]], set[str]],
) -> Examined:
    """cells: those that `code` was read from; passes: which of some exercises pass
    their visible checks, found by running the notebook again.

    Raises nothing: code that cannot be read is a flag itself.
    """
    flags = list(_refused(results))
    fingerprints = {}
    try:
        names = given_origins(assignment.code)
        flags += tampering(written(assignment, cells, code), names)
        prints = Fingerprints(code, given_names(assignment))
        fingerprints = {each.id: prints.of(each) for each in assignment.exercises}
        suspected = constant.suspects(assignment, code, results)
        if suspected:
            flags += constant.flags_of(suspected, passes(set(suspected)))
    except Exception as error:  # whatever a hostile text does to its reader
        says = f"The code could not be searched for flags ({type(error).__name__})."
        flags.append(Flag(kind="unreadable", where="", says=says))
    return Examined(tuple(flags), fingerprints)


def written(
    assignment: Assignment, cells: Sequence[Cell], code: StudentCode
) -> list[WrittenCell]:
    """The cells whose text is not ours, as they were read."""
    ours = {"".join(each["source"]) for each in assignment.notebook["cells"]}
    result = []
    added = 0
    for cell, statements in zip(cells, code.cells):
        if cell.source not in ours:
            added += not cell.id
            where = cell.id or f"added cell {added}"
            result.append(WrittenCell(where, cell.source, statements))
    return result


@lru_cache(maxsize=32)
def given_origins(code: StudentCode) -> Mapping[str, str]:
    """Where the names come from that our cells import and define."""
    return Origins(each for cell in code.cells for each in cell).names


def _refused(results: Sequence[CheckResult]) -> Iterator[Flag]:
    """What checks refused for the way of an answer, not for its value."""
    for each in results:
        if each.flag:
            id = each.check.exercise
            yield Flag(kind=each.flag, where=id, says=f"{id}: {each.says}")
