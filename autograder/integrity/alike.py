"""Answers of a class that are the same code after renaming.

    alike   the groups of students who share answers that are long and rare

It needs nothing but reports, which carry the fingerprints: a class may be graded in
several runs, on several machines.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from autograder.integrity.fingerprint import size_in
from autograder.report import Report

# Words of the code that two students share in all: a vectorized loss function, or three
# functions of five lines.  Less comes about by itself.
_ENOUGH = 180
# What more students than this have is what one writes, or a matter for the whole class.
_AT_MOST, _SHARE = 3, 0.02


@dataclass(frozen=True)
class Alike:
    """Students, and the exercises in which their answers are the same."""

    students: tuple[str, ...]
    exercises: tuple[str, ...]


def alike(reports: Mapping[str, Report], known: Collection[str] = ()) -> list[Alike]:
    """The groups of students with answers in common that are long and rare.

    known: fingerprints of answers that prove nothing, such as the author's own.
    """
    shared: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for (exercise, fingerprint), students in _holders(reports, known).items():
        if 1 < len(students) <= most_that_is_rare(len(reports)):
            for pair in combinations(students, 2):
                shared[pair][exercise] = size_in(fingerprint)
    pairs = {
        pair: tuple(exercises)
        for pair, exercises in shared.items()
        if sum(exercises.values()) >= _ENOUGH
    }
    return _groups(pairs)


def most_that_is_rare(students: int) -> int:
    """How many students of a class may share an answer that is called rare."""
    return max(_AT_MOST, math.ceil(_SHARE * students))


def _holders(
    reports: Mapping[str, Report], known: Collection[str]
) -> dict[tuple[str, str], list[str]]:
    """The students who have each fingerprint in each exercise."""
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for student, report in sorted(reports.items()):
        for id, exercise in report.exercises.items():
            if exercise.fingerprint and exercise.fingerprint not in known:
                holders[id, exercise.fingerprint].append(student)
    return holders


def _groups(pairs: Mapping[tuple[str, str], tuple[str, ...]]) -> list[Alike]:
    """Pairs that share the same exercises, put together where they overlap."""
    groups: list[tuple[set[str], tuple[str, ...]]] = []
    for pair, exercises in pairs.items():
        together = [
            each for each in groups if each[1] == exercises and each[0] & set(pair)
        ]
        groups = [each for each in groups if each not in together]
        students = set(pair).union(*(each[0] for each in together))
        groups.append((students, exercises))
    return [Alike(tuple(sorted(students)), exercises) for students, exercises in groups]
