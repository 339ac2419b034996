"""The outputs of a cell: untrusted input from the sandbox.

It keeps text and pictures only, makes them safe to show, and cuts them off at a budget
for the whole notebook.
"""

import base64
import binascii
from typing import Any

from autograder.wire import clean, decode

KEPT_BYTES = 1 << 20  # of one notebook
FLOOD_BYTES = 64 << 20  # received: nobody prints that much by accident
_LIMIT = 1 << 20
_TOO_MUCH = "[The output is too long. The rest was left out.]\n"
_TEXT, _PICTURES = "text/plain", {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8"}


class Flood(Exception):
    """The notebook printed far more than anybody would read."""


class Budget:
    """Counts a notebook's output: how much was received, how much may still be kept."""

    def __init__(self) -> None:
        self.left = KEPT_BYTES
        self.received = 0

    def receive(self, size: int) -> bool:
        """Count a message; says whether it may be kept.  Raises Flood."""
        self.received += size
        if self.received > FLOOD_BYTES:
            raise Flood
        self.left -= size
        return self.left >= 0


class CellOutputs:
    """The outputs of one cell, as nbformat writes them."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._cut = False
        self.items: list[dict[str, Any]] = []

    def add(self, payload: bytes) -> None:
        """Take one message in.

        Raises:
            ProtocolError: it is malformed.
            Flood: the notebook has printed too much.
        """
        if self._budget.receive(len(payload)):
            self._keep(decode(payload))
        elif not self._cut:
            self._cut = True
            self._stream("stderr", _TOO_MUCH)

    def stopped(self, reason: str) -> None:
        """Add an error output that says why the output ends here."""
        text = f"Your notebook {reason}."
        self._error({"ename": "Stopped", "evalue": text, "traceback": [text]})

    def _keep(self, message: Any) -> None:
        """Malformed messages are skipped: the student may have forged them."""
        if type(message) is not dict:
            return
        kind = message.get("output_type")
        if kind == "stream":
            self._stream(message.get("name"), message.get("text"))
        elif kind in ("display_data", "execute_result"):
            self._display(kind, message)
        elif kind == "error":
            self._error(message)
        elif kind == "clear_output":
            self.items.clear()

    def _stream(self, name: object, text: object) -> None:
        name = "stderr" if name == "stderr" else "stdout"
        last = self.items[-1] if self.items else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += _text(text)
        else:
            item = {"output_type": "stream", "name": name, "text": _text(text)}
            self.items.append(item)

    def _display(self, kind: str, message: dict[str, Any]) -> None:
        data = message.get("data")
        shown: dict[str, Any] = {}
        if type(data) is not dict:
            return
        for mime, value in data.items():
            if mime == _TEXT:
                shown[mime] = _text(value)
            elif mime in _PICTURES and _is_picture(mime, value):
                shown[mime] = value
        item: dict[str, Any] = {"output_type": kind, "data": shown, "metadata": {}}
        if kind == "execute_result":
            item["execution_count"] = count(message.get("count"))
        if shown:
            self.items.append(item)

    def _error(self, message: dict[str, Any]) -> None:
        lines = message.get("traceback")
        self.items.append(
            {
                "output_type": "error",
                "ename": _text(message.get("ename"), 200),
                "evalue": _text(message.get("evalue"), 2000),
                "traceback": [
                    _text(line, 5000)
                    for line in (lines[:50] if type(lines) is list else ())
                ],
            }
        )


def count(value: object) -> int | None:
    """An execution count, if it is one."""
    return value if type(value) is int and 0 <= value < 1 << 31 else None


def _text(value: object, limit: int = _LIMIT) -> str:
    return clean(value, limit) if type(value) is str else ""


def _is_picture(mime: str, value: object) -> bool:
    """Base64 that begins as such a picture does; nothing else gets into a page."""
    if type(value) is not str:
        return False
    try:
        data = base64.b64decode(value.replace("\n", ""), validate=True)
    except (binascii.Error, ValueError):
        return False
    return data.startswith(_PICTURES[mime])
