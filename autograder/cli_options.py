"""What the commands of the command line share: options and the printing of errors."""

import os
from pathlib import Path
from typing import Any

import click

from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.sandbox.tiers import tiers

EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


class Commands(click.Group):
    """Prints an error of ours as one sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AutograderError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            why = error.strerror or str(error)
            raise click.ClickException(f"{where}{why}.") from error


def course_option(command: Any) -> Any:
    return click.option(
        "--course",
        type=EXISTING_FOLDER,
        default=".",
        show_default="the course that holds this folder",
        callback=lambda _ctx, _param, start: Course.around(start),
        help="The folder that contains assignments/.",
    )(command)


def sandbox_option(command: Any) -> Any:
    return click.option(
        "--sandbox",
        type=click.Choice(["auto", *tiers()]),
        default="auto",
        show_default=True,
        help="The isolation to use.  Every report of an unconfined run says so.",
    )(command)


def jobs_option(command: Any) -> Any:
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        default=os.cpu_count() or 1,
        show_default="the number of processors",
        help="How many submissions to grade at once.",
    )(command)
