"""Finds answers of a class that are the same code after renaming.

    alike   the groups of students who share long and rare answers

It needs only reports, which carry the fingerprints, so the class may have been graded
in several runs on several machines.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from autograder.integrity.fingerprint import size_in
from autograder.report import Report

# The number of words of code that two students must share: as many as a vectorized loss
# function has, or three functions of five lines.  Shorter matches arise by chance.
_ENOUGH = 180
# An answer of more students than this is common, or a matter for the whole class.
_AT_MOST, _SHARE = 3, 0.02


@dataclass(frozen=True)
class Alike:
    """Students, and the exercises in which they have the same answer."""

    students: tuple[str, ...]
    exercises: tuple[str, ...]


def alike(reports: Mapping[str, Report], known: Collection[str] = ()) -> list[Alike]:
    """The groups of students who share long and rare answers.

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
    """The largest number of students who may share a rare answer."""
    return max(_AT_MOST, math.ceil(_SHARE * students))


def _holders(
    reports: Mapping[str, Report], known: Collection[str]
) -> dict[tuple[str, str], list[str]]:
    """(exercise, fingerprint) -> the students with that answer."""
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for student, report in sorted(reports.items()):
        for id, exercise in report.exercises.items():
            if exercise.fingerprint and exercise.fingerprint not in known:
                holders[id, exercise.fingerprint].append(student)
    return holders


def _groups(pairs: Mapping[tuple[str, str], tuple[str, ...]]) -> list[Alike]:
    """Merge overlapping pairs that share the same exercises."""
    groups: list[tuple[set[str], tuple[str, ...]]] = []
    for pair, exercises in pairs.items():
        together = [
            each for each in groups if each[1] == exercises and each[0] & set(pair)
        ]
        groups = [each for each in groups if each not in together]
        students = set(pair).union(*(each[0] for each in together))
        groups.append((students, exercises))
    return [Alike(tuple(sorted(students)), exercises) for students, exercises in groups]
