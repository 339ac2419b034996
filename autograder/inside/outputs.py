"""The part of a kernel's messages that the grader keeps."""

from typing import Any

TEXT_LIMIT = 1 << 17  # characters of one output; the rest is cut off
IMAGE_LIMIT = 1 << 20  # characters, in base64
KEPT = {"text/plain": TEXT_LIMIT, "image/png": IMAGE_LIMIT, "image/jpeg": IMAGE_LIMIT}


class OutputFilter:
    """Knows which outputs belong to the cell and which an Output widget catches."""

    def __init__(self) -> None:
        self._catching: set[str] = set()  # widgets, by the id of their comm

    def reduce(self, kind: str, content: dict[str, Any]) -> dict[str, Any] | None:
        """One output as nbformat's plain data; None if the grader does not keep it."""
        if kind == "comm_msg":
            self._follow(content)
        return None if self._catching else _reduce(kind, content)

    def _follow(self, content: dict[str, Any]) -> None:
        """A widget announces when it starts and stops catching a cell's output."""
        state = content["data"].get("state", {})
        if state.get("msg_id"):
            self._catching.add(content["comm_id"])
        elif "msg_id" in state:
            self._catching.discard(content["comm_id"])


def _reduce(kind: str, content: dict[str, Any]) -> dict[str, Any] | None:
    if kind == "stream":
        text = content["text"][:TEXT_LIMIT]
        return {"output_type": "stream", "name": content["name"], "text": text}
    if kind in ("display_data", "execute_result"):
        return {
            "output_type": kind,
            "data": _pictures_and_text(content["data"]),
            "count": content.get("execution_count"),
        }
    if kind == "error":
        return {
            "output_type": "error",
            "ename": str(content["ename"])[:200],
            "evalue": str(content["evalue"])[:2000],
            "traceback": [str(line)[:5000] for line in content["traceback"][:50]],
        }
    return {"output_type": "clear_output"} if kind == "clear_output" else None


def _pictures_and_text(data: dict[str, Any]) -> dict[str, str]:
    kept = {}
    for mime, value in data.items():
        if mime in KEPT and isinstance(value, str):
            if mime == "text/plain":
                value = value[:TEXT_LIMIT]
            if len(value) <= KEPT[mime]:
                kept[mime] = str(value)
    return kept
