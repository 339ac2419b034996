"""What crosses the wall between the grader and a student's process: frames and values.

    frames    `send` and a `Reader` move a `Frame` over a socket before a deadline
    encoding  `encode` turns any object into bytes and never raises, whatever it does
    parsing   `decode` is the trusted side's; it raises nothing but `ProtocolError`
    types     what arrives in place of things that are not plain data
    text      `clean` makes a student's text safe to show

There is no pickle.  What is not plain data arrives as `Opaque`: its name, no code.
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
