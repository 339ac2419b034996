"""`autograder doctor`: what isolation this machine offers, and what that means."""

import platform

from rich.console import Console
from rich.table import Table

from autograder.errors import CannotIsolate
from autograder.sandbox import Plan, plan, probe

_TIERS = "namespaces", "landlock", "unconfined"


def examine(out: Console) -> bool:
    """Print what there is; whether student code can be graded here safely."""
    _print_facts(out)
    for tier in _TIERS:
        _print_tier(out, tier)
    try:
        chosen = plan()
    except CannotIsolate as refusal:
        out.print(f"\nGrading is refused on this machine. {refusal}", style="bold red")
        return False
    out.print(f"\nGrading uses the tier: {chosen.tier}.", style="bold green")
    return True


def _print_facts(out: Console) -> None:
    table = Table(title="This machine", title_justify="left", show_header=False)
    facts = {"python": platform.python_version(), **probe()}
    for name, value in facts.items():
        said = str(value)
        if isinstance(value, bool):
            said = "yes" if value else "no"
        table.add_row(name.replace("_", " "), said)
    out.print(table)


def _print_tier(out: Console, tier: str) -> None:
    try:
        offered = plan(tier)
    except CannotIsolate as refusal:
        out.print(f"\n{tier}: not here. {refusal}", markup=False)
        return
    out.print(f"\n{tier}: {_description(offered)}", markup=False)


def _description(offered: Plan) -> str:
    active = ", ".join(offered.layers)
    missing = ", ".join(offered.missing) or "nothing"
    return f"{offered.meaning}\n  active:  {active}\n  missing: {missing}"
