"""The student's own line in a traceback."""

import linecache
from types import TracebackType
from typing import NamedTuple

_MOST_TEXT = 300


class StudentLine(NamedTuple):
    """A line of the notebook: the function it is in, its number in the cell, its text.

    As a text it is "line 3: return x / y", or "line 3" where there is no text.
    """

    function: str
    number: int
    text: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.text}".removesuffix(": ")


def student_line(trace: TracebackType | None) -> StudentLine | None:
    """The innermost line of a function of the notebook on the way to an error."""
    found = None
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_name != "<module>" and _is_of_the_notebook(trace):
            text = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            if text or found is None:  # code of exec has no text
                found = StudentLine(code.co_name, trace.tb_lineno, text[:_MOST_TEXT])
        trace = trace.tb_next
    return found


def _is_of_the_notebook(trace: TracebackType) -> bool:
    """Whether a frame runs code of a cell: IPython names the files of cells."""
    name = trace.tb_frame.f_code.co_filename
    in_a_cell = "ipykernel_" in name or "ipython-input" in name
    return in_a_cell or trace.tb_frame.f_globals.get("__name__") == "__main__"
