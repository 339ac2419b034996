"""What is fuzzed: everything that a student's process, or file, hands to the grader.

Each target is a function of one input that returns if all went as promised: a value, or
an error of ours.  Whatever else it raises is a fault of the grader.
"""

import atexit
import contextlib
import json
import os
import random
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from pydantic import ValidationError

import fuzz_inputs as inputs
from autograder import class_report, render
from autograder.checks import WrongAnswer, agree, array, number, unpack
from autograder.clean_notebook import clean_notebook
from autograder.course import Course
from autograder.errors import UnreadableSubmission
from autograder.integrity.examine import examine
from autograder.kernel import Raised, Returned, _outcome
from autograder.misconceptions import Call, explain
from autograder.outcomes import same_value
from autograder.repair import arrange
from autograder.report import Report
from autograder.sandbox.limits import Limits
from autograder.sandbox.messages import Line
from autograder.sandbox.outputs import Budget, CellOutputs, Flood
from autograder.sandbox.reasons import sentence
from autograder.source import StudentCode
from autograder.submission import parse
from autograder.wire import Kind, ProtocolError, Reader, decode
from autograder.wire.frames import HEADER, MAGIC
from fuzz_kernel import KERNELS, kernel, vary_kernel
from workbook.steps.judge import judged

COURSE = Course(Path(__file__).parents[2])
LOSS = COURSE.assignment("07_softmax_loss")
SOON_S = 0.03


@dataclass(frozen=True)
class Target:
    """A name, where inputs come from, what is done with one, and its share of runs.

    vary: another input like one, with random numbers; it is much faster than a draw.
    """

    name: str
    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], object]
    share: float
    vary: Callable[[Any, random.Random], Any] | None = None


def _soon() -> float:
    return time.monotonic() + SOON_S


# ----------------------------------------------------------------- bytes and frames


def values(payload):
    """wire/parsing.py: bytes as a value."""
    with contextlib.suppress(ProtocolError):
        decode(payload)


def frames(data):
    """wire/frames.py: bytes as frames, until the other side is gone."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        theirs.close()
        reader = Reader(ours)
        with contextlib.suppress(ProtocolError, EOFError, TimeoutError):
            while True:
                assert len(reader.next(4096, _soon()).payload) <= 4096


def outputs(payloads):
    """sandbox/outputs.py: what cells print and show, as nbformat would have it."""
    shown = CellOutputs(Budget())
    with contextlib.suppress(ProtocolError, Flood):
        for payload in payloads:
            shown.add(payload)
    shown.stopped("stopped")
    cell = nbformat.v4.new_code_cell(outputs=nbformat.from_dict(shown.items))
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
    assert len(json.dumps(shown.items)) <= 7 * sum(map(len, payloads)) + 1000


def outcomes(payload):
    """kernel.py: a value as the answer to a call."""
    with contextlib.suppress(ProtocolError):
        assert isinstance(_outcome(decode(payload), 0.1), Returned | Raised)


def answers(value):
    """checks.py and outcomes.py: a value that checks take apart and compare."""
    right = np.arange(6.0).reshape(2, 3)
    for look in (
        lambda: agree(value, right, what="dW"),
        lambda: agree(value, 2.5, what="the loss"),
        lambda: number(value, "the loss"),
        lambda: array(value, (2, 3), "dW"),
        lambda: [agree(each, right, what="a part") for each in unpack(value, "a", "b")],
    ):
        with contextlib.suppress(WrongAnswer):
            look()
    for other in (value, right, 2.5, (2.5, right)):
        same_value(value, other, rtol=1e-6)
        same_value(other, value, rtol=0.0)


def rules(value):
    """misconceptions.py: a value that may follow a known wrong rule."""
    W, X, y = LOSS.reference.batch(np.random.default_rng(0), 4, 3, 3)
    calls = [Call((W, X, y, 0.5), Returned(value))]
    known = LOSS.rules_of("softmax-loss-naive")[:4]
    explain(known, calls, LOSS.reference.softmax_loss_naive)


# -------------------------------------------------------------- the watchdog's leash


def leash(data):
    """sandbox/messages.py and reasons.py: lines about the end of a process."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        theirs.close()
        for message in Line(ours).waiting():
            assert isinstance(message, dict)
            assert len(sentence(message, Limits())) < 200


def _vary_outputs(payloads, rng):
    return [
        inputs.vary(each, rng, inputs.OUTPUTS)
        for each in payloads or inputs.OUTPUTS[:1]
    ]


# -------------------------------------------------------------- files, code, answers

NOTEBOOK = {
    "cells": LOSS.notebook["cells"],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}
_RAW = json.dumps(NOTEBOOK).encode()


@cache
def _gradebook():
    """The address of an empty gradebook: deleted answers are looked for in it."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    os.environ["PATH"] += os.pathsep + str(Path(sys.executable).parent)  # for alembic
    url = f"sqlite:///{folder}/gradebook.db"
    Gradebook(url).close()
    return url


def notebooks(raw):
    """submission.py, repair.py, clean_notebook.py: the bytes of a file."""
    data = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    with contextlib.suppress(UnreadableSubmission):
        submission = parse(data)
        arrange(submission, LOSS)
        names = {"notebook": "n", "assignment": "a", "db_url": _gradebook()}
        nbformat.validate(clean_notebook(submission, LOSS, names))


def _vary_notebook(raw, rng):
    return inputs.vary(raw, rng, [_RAW]) if isinstance(raw, bytes) else raw


def code(text):
    """source.py and integrity/: a cell that checks and flags are read from."""
    cells = [each for each in arrange(parse(_RAW), LOSS).cells if each.id == "setup"]
    cells.append(type(cells[0])("code", text))
    read = StudentCode((cell.source, True) for cell in cells)
    for exercise in LOSS.exercises:
        read.loops(exercise.function)
        read.uses(exercise.function)
        read.libraries(exercise.function)
    for flag in examine(LOSS, cells, read, [], lambda ids: ids).flags:
        assert "could not be searched" not in flag.says, flag.says


STEPS = [step for assignment in COURSE for step in assignment.steps.values()]


@cache
def _sheets(number):
    """What a step is judged by; made once, because its digests are slow on purpose."""
    return STEPS[number].sheets(np.random.default_rng(0))


def steps(drawn):
    """workbook/steps: the answer of a derivation step."""
    number, answer = drawn
    sheets = _sheets(number % len(STEPS))
    verdicts = judged(sheets, answer)
    assert len(verdicts) == len(sheets)
    json.dumps([each.says for each in verdicts])


REPORT = {
    "assignment": "a",
    "status": "graded",
    "score": 1.0,
    "max": 2.0,
    "exercises": {
        "e": {
            "score": 1.0,
            "max": 2.0,
            "misconception": "E01",
            "tutor": {"says": "a", "try_this": "b?", "section": "c"},
            "checks": [{"name": "t", "verdict": "wrong", "checks": "a", "says": "b"}],
            "fingerprint": "200-abc",
        }
    },
    "sandbox": {"tier": "landlock", "layers": ["seccomp"], "missing": []},
    "flags": ["a"],
    "findings": [{"kind": "patch", "where": "e", "says": "a"}],
    "problem": None,
}


def reports(document):
    """report.py: a report that a worker or a file hands back."""
    try:
        report = Report.model_validate(json.loads(json.dumps(document)))
    except (ValidationError, ValueError):
        return
    render.report_html(report, "ada")
    list(class_report.rows({"ada": report, "bob": report}))


def _texts_in(answer):
    if isinstance(answer, str):
        return [answer]
    parts = answer if isinstance(answer, tuple | list) else ()
    return [text for part in parts for text in _texts_in(part)]


_FORMULAS = sorted({text for step in STEPS for text in _texts_in(step.right)})
_SYMBOLS = (
    "( ) [ ] + - * / ** ^ @ , . = 1 0 2.5 1e999 x X p W y N C D i j k sum( exp( log( "
    "outer( diag( kron( .T inv( delta 999999 ** * ' \" \\ # \u2212 \u00b2 \n \t if for"
).split(" ")
_LINES = [
    "".join(cell["source"]) + "\n"
    for cell in LOSS.notebook["cells"]
    if cell["cell_type"] == "code"
]
_CODE = (
    "np .exp ( ) [ ] = : , . lambda softmax_loss_naive def(x):\n \n\n    return for "
    " in @ getattr( sys.modules[ __import__(' ') import numpy import*ctypes 'a'+ %time "
    "! ? f'{ }' -+ not x .join( **x async await print( globals() .__dict__ if else"
).split(" ")

TARGETS = [
    Target("values", inputs.replies, values, 6, inputs.vary),
    Target(
        "frames",
        inputs.mutated(
            [HEADER.pack(MAGIC, Kind.REPLY, 5, len(r)) + r for r in inputs.REPLIES]
        )
        | st.binary(max_size=80),
        frames,
        3,
        inputs.vary,
    ),
    Target("outcomes", inputs.replies, outcomes, 4, inputs.vary),
    Target(
        "outputs",
        st.lists(inputs.mutated(inputs.OUTPUTS), max_size=4),
        outputs,
        0.3,
        _vary_outputs,
    ),
    Target("kernel", KERNELS, kernel, 6, vary_kernel),
    Target("answers", inputs.values, answers, 0.2),
    Target("rules", inputs.values, rules, 0.1),
    Target(
        "leash",
        inputs.mutated(
            [
                b'{"ended": "signal", "number": 9}\n{"killed": 7, "ended": "time"}\n',
                b'{"layers": ["a"], "missing": []}\n{"ended": "memory"}\n',
            ]
        )
        | inputs.json_with_changes({"ended": "signal", "number": 9, "killed": 3}).map(
            lambda each: json.dumps(each).encode() + b"\n"
        )
        | st.sampled_from([b"[" * 100_000 + b"\n", b"9" * 5000 + b"\n"]),
        leash,
        1,
        inputs.vary,
    ),
    Target(
        "notebooks",
        inputs.mutated([_RAW]) | inputs.json_with_changes(NOTEBOOK),
        notebooks,
        0.05,
        _vary_notebook,
    ),
    Target("code", inputs.damaged_texts(_LINES, _CODE), code, 0.1),
    Target(
        "steps",
        st.tuples(
            st.integers(0, 999),
            inputs.damaged_texts(_FORMULAS, _SYMBOLS) | inputs.values,
        ),
        steps,
        0.15,
    ),
    Target("reports", inputs.json_with_changes(REPORT), reports, 0.1),
]
