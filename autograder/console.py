"""The consoles of the command line and its progress bar."""

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

OUT = Console()
_RECENT_S = 600.0  # the estimate of the time left looks back this far


def progress_bar(*, console: Console = OUT, auto_refresh: bool = True) -> Progress:
    """A bar with counts and an estimate of the time left."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        speed_estimate_period=_RECENT_S,
        auto_refresh=auto_refresh,
    )
