"""`make attacks`: every attack through every grader, and a table by category.

Exits with 1 if an attack is not contained and its data does not say so and why for
this tier, or if the data says so and it is contained by now.
"""

import os
import sys
import time
from collections.abc import Sequence

import click
from rich.console import Console
from rich.table import Table

from autograder.sandbox import plan
from hostile.attacks import Attack, attacks
from hostile.run import ROUTES, AttackOutcome, run

OUT = Console(soft_wrap=True)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--sandbox", default="auto", show_default=True)
@click.option("--jobs", type=click.IntRange(min=1), default=2 * (os.cpu_count() or 1))
@click.option("--category", help="Only attacks of this category.")
@click.option("--route", type=click.Choice(ROUTES), multiple=True, default=ROUTES)
def main(
    names: tuple[str, ...],
    sandbox: str,
    jobs: int,
    category: str | None,
    route: tuple[str, ...],
) -> None:
    """Run the attacks, all or those that are named."""
    chosen = [
        each
        for each in attacks()
        if (not names or each.name in names)
        and (not category or each.category == category)
    ]
    tier = plan(sandbox).tier
    started = time.monotonic()
    OUT.print(f"{len(chosen)} attacks, tier {tier}")
    outcomes = run(
        chosen, sandbox=sandbox, jobs=jobs, routes=route, progress=_say_what_is_found
    )
    _print_table(outcomes, tier)
    wrong = list(mistakes(outcomes, tier))
    for each in wrong:
        OUT.print(f"✘ {each}", markup=False)
    OUT.print(f"{time.monotonic() - started:.0f} s")
    sys.exit(1 if wrong or not outcomes else 0)


def _say_what_is_found(outcome: AttackOutcome) -> None:
    if outcome.found:
        said = "; ".join(outcome.found)
        OUT.print(f"{outcome.attack.name} ({outcome.route}): {said}", markup=False)


def mistakes(outcomes: Sequence[AttackOutcome], tier: str) -> list[str]:
    """Where the data and what happened do not agree."""
    by_attack: dict[str, list[AttackOutcome]] = {}
    for each in outcomes:
        by_attack.setdefault(each.attack.name, []).append(each)
    wrong = []
    for name, of_one in by_attack.items():
        reason = of_one[0].attack.not_contained.get(tier)
        found = sorted({each for outcome in of_one for each in outcome.found})
        if found and not reason:
            wrong.append(f"{name} is not contained: {'; '.join(found)}")
        if reason and not found:
            wrong.append(f"{name} is contained, and its data says that it is not")
    return wrong


def _print_table(outcomes: Sequence[AttackOutcome], tier: str) -> None:
    table = Table(title=f"tier: {tier}", title_justify="left")
    for title in ("category", "attacks", *dict.fromkeys(o.route for o in outcomes)):
        table.add_column(title, justify="left" if title == "category" else "right")
    categories = dict.fromkeys(each.attack.category for each in outcomes)
    for category in (*categories, "all"):
        of_it = [o for o in outcomes if category in (o.attack.category, "all")]
        names = {each.attack.name for each in of_it}
        table.add_row(category, str(len(names)), *_contained(of_it))
    OUT.print(table)
    for attack in _not_contained(outcomes):
        reason = attack.not_contained.get(tier, "NOT EXPECTED")
        OUT.print(f"not contained: {attack.name}: {reason}", markup=False)


def _contained(outcomes: Sequence[AttackOutcome]) -> list[str]:
    routes: dict[str, list[bool]] = {}
    for each in outcomes:
        routes.setdefault(each.route, []).append(not each.found)
    return [f"{sum(each)} of {len(each)}" for each in routes.values()]


def _not_contained(outcomes: Sequence[AttackOutcome]) -> list[Attack]:
    names = {each.attack.name: each.attack for each in outcomes if each.found}
    return list(names.values())


if __name__ == "__main__":
    main()
