"""Reduces an answer to its structure: no names, comments, types or layout.

Two answers with the same fingerprint are the same code after renaming.  Very short ones
have none: everybody writes them alike.

    Fingerprints   of the exercises in one student's code
    known          those of what the assignment's author wrote
    size_in        how long the answer of a fingerprint is
"""

import ast
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from autograder.course.assignment import Assignment, Exercise
from autograder.course.standalone import standalone
from autograder.static_analysis.student_code import StudentCode

# Words of the stripped code: some five lines, and more than anybody writes.
_SMALLEST = 70
_LARGEST = 20_000
_TYPES: dict[type, str] = {ast.AugAssign: "Assign", ast.AnnAssign: "Assign"}
_END = "|"  # of a list, so that a body and what comes after it differ
_IGNORED = frozenset("annotation returns type_comment kind type_params simple".split())


class Fingerprints:
    """The fingerprints of the exercises in one student's code.

    others: names that are no part of an answer although it uses them, such as functions
    of other exercises and those that students are given.
    """

    def __init__(self, code: StudentCode, others: Collection[str] = ()) -> None:
        self._code = code
        self._others = others

    def of(self, exercise: Exercise) -> str:
        """The fingerprint of the answer to `exercise`, "" if it is short or unread."""
        definitions = self._definitions(exercise.function)
        if sum(1 for _, each in definitions for _ in ast.walk(each)) > _LARGEST:
            return ""
        words = stripped(definitions)
        if len(words) < _SMALLEST:
            return ""
        text = " ".join(words).encode("utf-8", "replace")
        return f"{len(words)}-{hashlib.sha256(text).hexdigest()[:16]}"

    def _definitions(self, function: str) -> list[tuple[str, ast.AST]]:
        """A function and its helpers with their names, in the order of their use."""
        known: dict[str, list[ast.AST]] = {}
        for name, definition in self._code.definitions(function):
            if name == function or name not in self._others:
                known.setdefault(name, []).append(definition)
        names = dict.fromkeys([function])
        waiting = [function]
        while waiting:
            mentioned = [
                m for d in known.get(waiting.pop(0), []) for m in _mentioned(d)
            ]
            new = [each for each in mentioned if each in known and each not in names]
            names.update(dict.fromkeys(new))
            waiting += dict.fromkeys(new)
        return [(name, each) for name in names for each in known.get(name, [])]


def known(assignment: Assignment) -> frozenset[str]:
    """The fingerprints of the solution, the variants and the misconceptions."""
    others = given_names(assignment)
    solution = Fingerprints(assignment.code, others)
    found = {solution.of(exercise) for exercise in assignment.exercises}
    for exercise, function in _functions(assignment):
        code = StudentCode([(standalone(function, exercise.function), True)])
        found.add(Fingerprints(code, others).of(exercise))
    return frozenset(found - {""})


def given_names(assignment: Assignment) -> frozenset[str]:
    """The functions of exercises, and all that our cells define."""
    exercises = frozenset(each.function for each in assignment.exercises)
    return exercises | assignment.code.names()


def size_in(fingerprint: str) -> int:
    """How many words the answer has, 0 if there is no fingerprint."""
    size = fingerprint.partition("-")[0]
    return int(size) if size.isdecimal() else 0


def _functions(
    assignment: Assignment,
) -> Iterator[tuple[Exercise, Callable[..., Any]]]:
    """(exercise, function) of each variant and misconception."""
    exercises = {each.id: each for each in assignment.exercises}
    for variant in assignment.variants:
        yield exercises[variant.exercise], variant.function
    for each in assignment.misconceptions:
        for id in each.exercises:
            yield exercises[id], each.function


def _mentioned(definition: ast.AST) -> list[str]:
    return [node.id for node in ast.walk(definition) if isinstance(node, ast.Name)]


def stripped(definitions: Sequence[tuple[str, ast.AST]]) -> list[str]:
    """An answer in words, without what can be changed thoughtlessly.

    That is names of its own, comments, types, prints, imports and layout.
    """
    helpers: dict[str, str] = {}
    for name, _ in definitions:
        helpers.setdefault(name, f"function-{len(helpers)}")
    return [word for _, tree in definitions for word in _words(tree, helpers)]


def _words(tree: ast.AST, helpers: Mapping[str, str]) -> Iterator[str]:
    own = set(_bound(tree))
    numbers = dict(helpers)
    waiting: list[object] = [tree]  # not a recursion: trees may be deep
    while waiting:
        part = waiting.pop()
        if isinstance(part, _Named) and (part in own or part in numbers):
            # By its number in the order of use, whatever it is called.
            yield numbers.setdefault(part, f"name-{len(numbers)}")
        elif not isinstance(part, ast.AST):
            yield _word(part)
        elif not _means_nothing(part):
            yield _TYPES.get(type(part), type(part).__name__)
            waiting += reversed(list(_parts(part)))


class _Named(str):
    """What is a name, and no text or attribute."""


def _parts(node: ast.AST) -> Iterator[object]:
    """What of a node counts, in an order of its own."""
    match node:
        case ast.Name(id=name) | ast.arg(arg=name):
            yield _Named(name)
        case ast.Assign():
            yield from (*node.targets, node.value)
        case ast.AnnAssign():
            yield from (node.target, node.value)
        case ast.AugAssign():  # x += y is x = x + y
            yield node.target
            yield ast.BinOp(node.target, node.op, node.value)
        case ast.Call():
            yield from (node.func, *node.args)
            yield from sorted(node.keywords, key=lambda each: each.arg or "")
        case _:
            yield from _fields(node)


def _fields(node: ast.AST) -> Iterator[object]:
    for name, value in ast.iter_fields(node):
        if isinstance(value, list):
            yield from (*value, _END)
        elif name == "name" and isinstance(value, str):
            yield _Named(value)
        elif name not in _IGNORED and value is not None:
            yield value


def _word(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value}.0"
    return repr(value)


def _means_nothing(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        value = node.value
        prints = (
            isinstance(value, ast.Call) and getattr(value.func, "id", "") == "print"
        )
        return prints or isinstance(value, ast.Constant)
    return isinstance(node, ast.Import | ast.ImportFrom | ast.Pass | ast.expr_context)


def _bound(tree: ast.AST) -> Iterator[str]:
    """The names that code gives a meaning to."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
