"""`autograder doctor`: which sandboxes this machine offers, and what each contains."""

import platform
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.course.course import Course
from autograder.errors import AssignmentError, CannotIsolate, SandboxFailed
from autograder.sandbox import cgroups, machine_capabilities, plan, readable_paths
from autograder.sandbox.backend import SandboxBackend
from autograder.sandbox.backends import by_strength

_SOFT = (
    "The watchdog looks every 0.05 s, so memory can exceed the limit for a moment; "
    "docs/sandbox.md says by how much"
)


def examine(out: Console) -> bool:
    """Print what this machine offers; True if student code can be graded safely."""
    _print_facts(out)
    _print_tiers(out)
    try:
        chosen = plan()
    except CannotIsolate as refusal:
        out.print(f"\nGrading is refused on this machine. {refusal}", style="bold red")
        return False
    missing = "; ".join(chosen.missing) or "none of the attacks in docs/sandbox.md"
    out.print(f"\nGrading uses the tier: {chosen.tier}.", style="bold green")
    out.print(f"{chosen.meaning}\nNot contained in it: {missing}.", markup=False)
    return True


def _print_facts(out: Console) -> None:
    table = Table(title="This machine", title_justify="left", show_header=False)
    facts = {
        "python": platform.python_version(),
        **machine_capabilities(),
        "memory limit": _memory_limit(),
        "course": _course(),
    }
    for name, value in facts.items():
        said = str(value)
        if isinstance(value, bool):
            said = "yes" if value else "no"
        table.add_row(name.replace("_", " "), said)
    out.print(table)


def _memory_limit() -> str:
    """Whether the kernel limits the memory of a sandbox as a whole."""
    parent = cgroups.delegated()
    if parent is None:
        return f"soft: no cgroup is delegated. {_SOFT}"
    offered = cgroups.offered(parent)
    if "memory" not in offered:
        known = ", ".join(offered) or "none"
        return f"soft: {parent} has no memory controller ({known}). {_SOFT}"
    return f"hard: the kernel enforces it in {parent} ({', '.join(offered)})"


def _course() -> str:
    """Where the course lies, and whether student code could read it there."""
    try:
        root = str(Course.around(Path.cwd()).root)
        exposed = readable_paths.exposed([root])
    except AssignmentError:
        return "none here"
    except SandboxFailed as refusal:
        return f"cannot be graded: {refusal}"
    if exposed:
        return f"{root}: student code may read the folder above it; sandboxes hide it"
    return f"{root}: outside of what student code may read"


def _print_tiers(out: Console) -> None:
    table = Table(title="The tiers", title_justify="left", show_lines=True)
    for title in ("tier", "here", "layers", "not contained"):
        table.add_column(title)
    for backend in by_strength():
        table.add_row(backend.name, *_row(backend))
    out.print(table)


def _row(backend: SandboxBackend) -> tuple[str, str, str]:
    machine = machine_capabilities()
    if not (available := backend.available(machine)):
        return f"no: {available.reason}", "", ""
    layers, missing = (", ".join(each) for each in backend.layers(machine))
    return "yes", layers, missing or "a hole in the kernel"
