"""What looking for flags costs: `pytest tests/integrity/test_cost.py -s` prints it."""

import json
import statistics
import time

from autograder.integrity.examine import examine
from autograder.static_analysis.student_code import StudentCode
from autograder.submission.notebook_file import parse
from autograder.submission.repair import arrange

MOST_MS = 25.0  # on any machine; some 5 where nothing else runs


def milliseconds(assignment):
    """Processor time of one search of the solution, the median of nine."""
    cells = arrange(parse(json.dumps(assignment.notebook).encode()), assignment).cells
    # A student's cells are not ours: a comment makes each of them new.
    cells = [type(each)(each.kind, each.source + "\n#", each.id) for each in cells]
    code = StudentCode((cell.source, True) for cell in cells)
    times = []
    for _ in range(9):
        started = time.process_time()
        examine(assignment, cells, code, [], lambda ids: ids)
        times.append(1000 * (time.process_time() - started))
    return statistics.median(times)


def test_a_search_takes_some_milliseconds(course):
    times = {assignment.name: milliseconds(assignment) for assignment in course}

    for name, taken in times.items():
        print(f"{name:24} {taken:5.1f} ms")
    assert max(times.values()) < MOST_MS
