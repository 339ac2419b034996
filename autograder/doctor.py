"""`autograder doctor`: which sandboxes this machine offers, and what each contains."""

import platform

from rich.console import Console
from rich.table import Table

from autograder.errors import CannotIsolate
from autograder.sandbox import cgroups, machine_capabilities, plan
from autograder.sandbox.backend import SandboxBackend
from autograder.sandbox.backends import by_strength


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
        "cgroup": _cgroup(),
    }
    for name, value in facts.items():
        said = str(value)
        if isinstance(value, bool):
            said = "yes" if value else "no"
        table.add_row(name.replace("_", " "), said)
    out.print(table)


def _cgroup() -> str:
    """The limits that the kernel enforces on a sandbox as a whole."""
    parent = cgroups.delegated()
    if parent is None:
        return "none is delegated: the watchdog enforces the sums over all processes"
    return f"{parent}: {', '.join(cgroups.offered(parent)) or 'no controller'}"


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
