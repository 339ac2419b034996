"""The id of a misconception names one misconception of one assignment."""

import re
from collections import Counter
from pathlib import Path

from autograder.course.course import Course

COURSE = Course(Path(__file__).parent.parent)
IDS = [
    (assignment.name, each.id)
    for assignment in COURSE
    for each in assignment.misconceptions
]


def test_ids_are_unique_in_the_course():
    counts = Counter(id for _, id in IDS)

    assert [id for id, count in counts.items() if count > 1] == []
    assert len(counts) >= 1500


def test_an_id_begins_with_the_number_of_its_assignment():
    strange = [
        (name, id)
        for name, id in IDS
        if not re.fullmatch(rf"{name[:2]}-[A-Z]{{2}}\d\d", id)
    ]

    assert strange == []
