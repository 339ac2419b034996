"""What an attack has left, read or changed: looked for after every one.

`Watch` compares before and after; `shows` and `active` look at what is shown to people.
"""

import contextlib
import html.parser
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from autograder.sandbox import linux
from autograder.sandbox.processes import descendants
from hostile.arena import CANARY, LEFT_BEHIND, Arena

EVIDENCE = "EVIDENCE"  # an attack prints it where it can tell itself that it succeeded
BROWSER = "BROWSER-MARK"  # in everything that wants to run in a browser
MOST_MEMORY_MIB, MOST_MIB_OF_A_FILE = 500, 8
_TO_END_S = 5.0
_SHARED_FOLDERS = "/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue"
_OUR_KEY = "1073905666"  # 0x40025002, of System V's shared memory and queues


def shows(texts: Iterable[str]) -> Iterator[str]:
    """What of an attack's success can be read in what it has shown."""
    for text in texts:
        if CANARY in text:
            yield "a secret was read"
        if EVIDENCE in text:
            yield f"it says: {text[text.index(EVIDENCE) :][:60].splitlines()[0]}"


class _Page(html.parser.HTMLParser):
    """Finds what a browser would run or fetch because of an attack."""

    _RUNS = (
        "script",
        "iframe",
        "object",
        "embed",
        "style",
        "svg",
        "link",
        "base",
        "form",
    )

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        values = {name: value or "" for name, value in attributes}
        marked = BROWSER in " ".join(values.values())
        if marked and (tag in self._RUNS or any(map(_acts, values.items()))):
            self.found.append(f"<{tag}>")
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if BROWSER in data and self._inside in ("script", "style"):
            self.found.append(f"<{self._inside}>")


def _acts(attribute: tuple[str, str]) -> bool:
    name, value = attribute
    plain = "".join(value.split()).lower()
    calls = plain.startswith(("javascript:", "vbscript:", "data:text/html"))
    fetches = name in ("src", "srcset", "data", "action", "background")
    return name.startswith("on") or calls or fetches


def active(page: str) -> Iterator[str]:
    """What of an attack a browser would run if it showed this page."""
    parser = _Page()
    parser.feed(page)
    parser.close()
    for each in dict.fromkeys(parser.found):
        yield f"{each} of the student would act in a browser"


@dataclass
class Watch:
    """The state of the world around a grader, before an attack."""

    arena: Arena
    processes: Set[int] = field(init=False)
    files: dict[str, tuple[int, ...]] = field(init=False)
    rows: Set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.processes = _processes()
        self.files = _files(self.arena)
        self.rows = _rows(self.arena)

    def changes(self, students: Set[str]) -> Iterator[str]:
        """What is not as it was, but for what grading `students` may change."""
        yield from _left_running(self.processes)
        yield from _left_anywhere()
        files = _files(self.arena)
        for path in sorted({*files, *self.files}):
            if files.get(path) != self.files.get(path) and not _theirs(path, students):
                yield f"{path} was changed"
        if lost := self.rows - _rows(self.arena):
            yield f"{len(lost)} rows of others in the gradebook were changed"


def adopt_orphans() -> None:
    """Whoever outlives its parent becomes a child of this process, and is found."""
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)


def peak_memory_mib(pid: int | str = "self") -> int:
    """The most memory that a process has had since `forget_peak`."""
    with open(f"/proc/{pid}/status") as file:
        line = next(line for line in file if line.startswith("VmHWM"))
    return int(line.split()[1]) >> 10


def forget_peak() -> None:
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as file:
        file.write("5")


def _processes() -> Set[int]:
    return {process.pid for process in descendants(os.getpid())}


def _left_running(before: Set[int]) -> Iterator[str]:
    """A process that has been told to end may take a moment."""
    deadline = time.monotonic() + _TO_END_S
    while (more := _processes() - before) and time.monotonic() < deadline:
        for pid in more:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(0.02)
    if more:
        yield f"{len(more)} processes are left"
    if before - _processes():
        yield "a process of the grader was ended"


def _left_anywhere() -> Iterator[str]:
    """Traces with our mark in what all processes of the machine share."""
    for folder in _SHARED_FOLDERS:
        with contextlib.suppress(OSError):
            if any(LEFT_BEHIND in name for name in os.listdir(folder)):
                yield f"a file is left in {folder}"
    with contextlib.suppress(OSError):
        if LEFT_BEHIND in Path("/proc/net/unix").read_text(errors="replace"):
            yield "a socket is left"
    for kind in ("shm", "msg", "sem"):
        with contextlib.suppress(OSError):
            if _OUR_KEY in Path(f"/proc/sysvipc/{kind}").read_text():
                yield f"a System V object ({kind}) is left"


def _files(arena: Arena) -> dict[str, tuple[int, ...]]:
    """What cannot be forged of every file of the arena but the gradebook."""
    found = {}
    for folder, _, names in os.walk(arena.root):
        found[os.path.relpath(folder, arena.root)] = (0,)
        for name in names:
            path = os.path.join(folder, name)
            with contextlib.suppress(FileNotFoundError):
                status = os.lstat(path)
                found[os.path.relpath(path, arena.root)] = (
                    *(status.st_ino, status.st_size, status.st_mode),
                    status.st_ctime_ns,
                )
    return {
        path: status
        for path, status in found.items()
        if os.path.basename(path) not in ("gradebook.db", "gradebook.db-journal")
    }


def _theirs(path: str, students: Set[str]) -> bool:
    """Whether a path is one that grading these students makes."""
    parts = path.split(os.sep)
    names = {part.removesuffix(".json") for part in parts}
    made = parts[1:2] in (["autograded"], ["feedback"], ["reports"])
    # Written anew by every run of the command.
    summed_up = parts[1:2] == ["class"] or parts[-1] == "class.lock"
    return summed_up or (made and (bool(names & students) or len(parts) <= 3))


def _rows(arena: Arena) -> Set[str]:
    """Every row of the gradebook, as SQL."""
    path = arena.course / "gradebook.db"
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        tables = base.execute("select name from sqlite_master where type = 'table'")
        return {
            f"{table}{row!r}"
            for (table,) in tables.fetchall()
            for row in base.execute(f"select * from {table}")
        }
