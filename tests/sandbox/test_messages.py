"""Lines between trusted processes: what is none of ours is no message, and no harm."""

import socket
from typing import Any

import pytest

from autograder.sandbox.limits import Limits
from autograder.sandbox.messages import Line
from autograder.sandbox.reasons import sentence


@pytest.mark.parametrize(
    "line",
    [b"[" * 100_000, b"9" * 5000, b"{", b"\xff", b"3"],
    ids=["nested", "a long number", "cut off", "no text", "no object"],
)
def test_a_line_that_is_no_message_ends_the_listening(line: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(line + b"\n")

        assert list(Line(ours).waiting()) == []


@pytest.mark.parametrize("number", [None, [9], {"a": 1}, "9", 1.5, 10**400])
def test_an_end_is_a_sentence_whatever_its_number_is(number: Any) -> None:
    end = {"ended": "signal", "number": number}

    assert sentence(end, Limits()).startswith("ended on signal")
