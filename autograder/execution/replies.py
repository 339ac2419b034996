"""Checks the form of what the student's process sends; its content stays untrusted.

Each function raises ProtocolError if the form is wrong.
"""

from typing import Any, Literal

from autograder.wire import Frame, Kind, ProtocolError, clean, decode
from autograder.wire.call_result import Raised, Returned

_MOST_ARGUMENTS = 64  # a call of a check has a few


def process_id(frame: Frame) -> int:
    """The process id in a READY frame."""
    ready = decode(frame.payload)
    pid = ready.get("pid") if type(ready) is dict else None
    if frame.kind != Kind.READY or type(pid) is not int or not 1 < pid < 1 << 31:
        raise ProtocolError("not ready")
    return pid


def status_of(done: dict[str, Any]) -> Literal["ok", "error"]:
    """How a cell ended, from the content of a DONE frame."""
    return "ok" if done.get("status") == "ok" else "error"


def call_result(reply: Any, seconds: float) -> Returned | Raised:
    """A reply checked for its form; its content stays untrusted."""
    if type(reply) is not dict:
        raise ProtocolError("not a reply")
    if "raised" in reply:
        texts = [reply.get(key) for key in ("raised", "message", "line")]
        if not all(type(text) is str for text in texts):
            raise ProtocolError("not an exception")
        return Raised(*(clean(str(text), 2000) for text in texts))
    if "returned" not in reply:
        raise ProtocolError("neither a value nor an exception")
    changed, steps = _changed(reply.get("changed")), _steps(reply.get("steps", 0))
    return Returned(reply["returned"], changed, seconds, steps)


def _steps(count: Any) -> int:
    if type(count) is not int or not 0 <= count < 1 << 63:
        raise ProtocolError("not a number of steps")
    return count


def _changed(pairs: Any) -> dict[int, object]:
    if type(pairs) is not list or not all(_is_change(pair) for pair in pairs):
        raise ProtocolError("not a list of changes")
    return dict(pairs)


def _is_change(pair: Any) -> bool:
    if type(pair) is not list or len(pair) != 2 or type(pair[0]) is not int:
        return False
    return 0 <= pair[0] < _MOST_ARGUMENTS
