"""`autograder doctor`: what isolation this machine offers, and what that means."""

import platform

from rich.console import Console
from rich.table import Table

from autograder.errors import CannotIsolate
from autograder.sandbox import cgroups, machine_capabilities, plan
from autograder.sandbox.tiers import TIERS, Tier, problem


def examine(out: Console) -> bool:
    """Print what there is; whether student code can be graded here safely."""
    _print_facts(out)
    _print_tiers(out)
    try:
        chosen = plan()
    except CannotIsolate as refusal:
        out.print(f"\nGrading is refused on this machine. {refusal}", style="bold red")
        return False
    missing = "; ".join(chosen.missing) or "nothing of what is listed here"
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
    """What the kernel limits for a sandbox as a whole."""
    parent = cgroups.delegated()
    if parent is None:
        return "none is delegated: the watchdog limits what a sandbox takes in all"
    return f"{parent}: {', '.join(cgroups.offered(parent)) or 'no controller'}"


def _print_tiers(out: Console) -> None:
    table = Table(title="The tiers", title_justify="left", show_lines=True)
    for title in ("tier", "here", "layers", "not contained"):
        table.add_column(title)
    for tier in TIERS:
        table.add_row(tier, *_row(tier))
    out.print(table)


def _row(tier: Tier) -> tuple[str, str, str]:
    if reason := problem(tier, machine_capabilities()):
        return f"no: {reason}", "", ""
    offered = plan(tier)
    layers, missing = (", ".join(each) for each in (offered.layers, offered.missing))
    return "yes", layers, missing or "a hole in the kernel"
