"""The protocol between the grader and a student's process: frames and values.

    frames       `send` and a `Reader` move a `Frame` over a socket before a deadline
    encoding     `encode` turns any object into bytes and never raises
    parsing      `decode`, for the trusted side, raises only `ProtocolError`
    types        stand-ins for values that are not plain data
    text         `clean` makes a student's text safe to show
    call_result  the result of a call, and when two results are the same

Everything that leaves the sandbox is untrusted input, so there is no pickle.  A value
that is not plain data arrives as `Opaque`: its type's name and a text, no code.
"""

from autograder.wire.encoding import encode
from autograder.wire.frames import Frame, Kind, Reader, send
from autograder.wire.parsing import DecodeLimits, decode
from autograder.wire.text import clean, safe_text
from autograder.wire.types import FunctionName, Opaque, ProtocolError, Subclassed

__all__ = [
    "DecodeLimits",
    "Frame",
    "FunctionName",
    "Kind",
    "Opaque",
    "ProtocolError",
    "Reader",
    "Subclassed",
    "clean",
    "decode",
    "encode",
    "safe_text",
    "send",
]
