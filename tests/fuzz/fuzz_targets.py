"""What is fuzzed: everything that a student's process, or file, hands to the grader.

Each target is a function of one input that returns if all went as promised: a value, or
an error of ours.  Whatever else it raises is a fault of the grader.
"""

import contextlib
import json
import socket
import time

import nbformat
import numpy as np
from hypothesis import strategies as st

import fuzz_inputs as inputs
from autograder.checks import WrongAnswer, agree, array, number, unpack
from autograder.execution.replies import call_result
from autograder.misconceptions import Call, explain
from autograder.sandbox.limits import Limits
from autograder.sandbox.messages import Line
from autograder.sandbox.outputs import Budget, CellOutputs, Flood
from autograder.sandbox.reasons import sentence
from autograder.wire import Kind, ProtocolError, Reader, decode
from autograder.wire.call_result import Raised, Returned, same_value
from autograder.wire.frames import HEADER, MAGIC
from fuzz_files import FILES, LOSS
from fuzz_kernel import KERNELS, kernel, vary_kernel
from fuzz_target import Target

SOON_S = 0.03


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
    """replies.py: a value as the answer to a call."""
    with contextlib.suppress(ProtocolError):
        assert isinstance(call_result(decode(payload), 0.1), Returned | Raised)


def answers(value):
    """checks.py and call_result.py: a value that checks take apart and compare."""
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


def misconceptions(value):
    """misconceptions.py: a value that a misconception may explain."""
    W, X, y = LOSS.reference.batch(np.random.default_rng(0), 4, 3, 3)
    calls = [Call((W, X, y, 0.5), Returned(value))]
    known = LOSS.misconceptions_of("softmax-loss-naive")[:4]
    explain(known, calls, LOSS.reference.softmax_loss_naive)


# -------------------------------------------------------------- the watchdog's control


def control(data):
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
    Target("misconceptions", inputs.values, misconceptions, 0.1),
    Target(
        "control",
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
        control,
        1,
        inputs.vary,
    ),
    *FILES,
]
