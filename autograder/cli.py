"""The command line: `autograder` or `python -m autograder`.

Exit codes: 0 graded, 1 something was not graded, 2 the command was not understood.
"""

import os
import shutil
import sys
import webbrowser
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.sandbox.backends import isolates
from autograder.sandbox.tiers import tiers

OUT = Console()
ERR = Console(stderr=True)


class _Commands(click.Group):
    """Shows our errors as sentences."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AutograderError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            why = error.strerror or str(error)
            raise click.ClickException(f"{where}{why}.") from error


def _course_option(command: Any) -> Any:
    return click.option(
        "--course",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=".",
        show_default="the course around this folder",
        callback=lambda _ctx, _param, start: Course.around(start),
        help="The folder that holds assignments/.",
    )(command)


def _sandbox_option(command: Any) -> Any:
    return click.option(
        "--sandbox",
        type=click.Choice(["auto", *tiers()]),
        default="auto",
        show_default=True,
        help="The sandbox. Every report warns if it is unconfined.",
    )(command)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gradients-by-hand")
def main() -> None:
    """Build the workbook, and grade notebooks with checks that no student can reach."""


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@_course_option
@click.option("--overwrite", is_flag=True, help="Also replace notebooks with answers.")
def build(names: tuple[str, ...], course: Course, overwrite: bool) -> None:
    """Make source/ and release/ from assignments/: all, or those that are named."""
    from autograder.authoring.build import build as make

    with OUT.status("Building") as status:
        built = make(course, names=names, overwrite=overwrite, progress=status.update)
    for folder in built.changed:
        click.echo(f"made {folder}")
    for folder in built.kept:
        click.echo(
            f"kept {folder}, because somebody has worked in it: move your copy away, "
            "or replace it with `autograder build --overwrite`."
        )
    if not built.changed and not built.kept:
        click.echo("source/ and release/ are up to date.")


@main.command()
@_course_option
def check(course: Course) -> None:
    """Fail unless source/ and release/ are what the build makes."""
    from autograder.authoring.build import check as compare

    with OUT.status("Building") as status:
        compare(course, progress=status.update)
    OUT.print(
        f"{len(course.names())} assignments: source/ and release/ are up to date."
    )


@main.command()
@click.argument("notebook", type=click.Path(path_type=Path))
@click.option("--assignment", help="Its assignment; the file's name by default.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the student's feedback as a page.",
)
@_sandbox_option
@_course_option
def grade(
    notebook: Path,
    assignment: str | None,
    as_json: bool,
    html: Path | None,
    sandbox: str,
    course: Course,
) -> None:
    """Grade one notebook."""
    from autograder.batch.scheduler import job
    from autograder.report import Report
    from autograder.reporting import render

    if not os.path.lexists(notebook):
        raise click.UsageError(f"There is no file {notebook}.")
    name = assignment or _assignment_by_name(notebook, course)
    if name not in course.names():
        there_are = ", ".join(course.names())
        raise click.UsageError(
            f"There is no assignment {name!r}; there are: {there_are}."
        )
    report = Report.model_validate(job(str(course.root), name, str(notebook), sandbox))
    if as_json:
        click.echo(report.model_dump_json())
    else:
        OUT.print(render.report_table(report))
        _warn_of_sandbox(report.sandbox.tier)
    if html:
        html.write_text(render.report_html(report, notebook.stem), encoding="utf-8")
    sys.exit(0 if report.status == "graded" else 1)


@main.command("class")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--assignment", help="Only this assignment.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="the number of processors",
    help="How many submissions to grade at once.",
)
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    show_default="reports/ of the course",
    help="Where reports are kept; what is graded there already is not graded again.",
)
@click.option(
    "--gradebook/--no-gradebook",
    default=None,
    show_default="of nbgrader's folder submitted/, if there is a gradebook",
    help="Write marks and notebooks for nbgrader, as `nbgrader autograde` does.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Grade on the Dask cluster of this scheduler, in place of --jobs here.",
)
@_sandbox_option
@_course_option
def class_(
    folder: Path,
    assignment: str | None,
    reports: Path | None,
    course: Course,
    **options: Any,
) -> None:
    """Grade a class: a folder as nbgrader collects it, or one file for each student."""
    from autograder.batch.run import run

    reports = reports or course.root / "reports"
    ungraded = run(folder, course, reports, only=assignment, **options)
    sys.exit(1 if ungraded else 0)


@main.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--to", type=click.Choice(["canvas", "moodle"]), required=True)
@click.option(
    "--sheet",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What you downloaded there: a gradebook of Canvas, a worksheet of Moodle.",
)
@click.option("--column", default="", help="The column of the marks, if not guessed.")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    show_default="canvas.csv or moodle.csv",
    help="Where to write.",
)
@_course_option
def export(
    assignments: tuple[str, ...],
    to: str,
    sheet: Path | None,
    column: str,
    output: Path | None,
    course: Course,
) -> None:
    """Write the marks of nbgrader's gradebook as CSV that Canvas or Moodle imports."""
    from autograder.lms.platforms import marks_csv
    from autograder.nbgrader.commands import Nbgrader

    with Nbgrader(course.root).gradebook() as gradebook:
        filled = marks_csv(gradebook, assignments, to, sheet=sheet, column=column)
    output = output or Path(f"{to}.csv")
    output.write_bytes(filled.text.encode("utf-8"))
    click.echo("\n".join([f"Marks: {output}", *filled.notes]))


@main.command()
@_course_option
@click.option("--assignment", help="The one with the most misconceptions by default.")
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1)
def demo(course: Course, assignment: str | None, jobs: int) -> None:
    """Grade a simulated class with nbgrader and write demo/report.html."""
    from autograder.simulation.demo import run

    sys.exit(0 if run(course, name=assignment, jobs=jobs) else 1)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@_course_option
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1)
def quality(names: tuple[str, ...], course: Course, jobs: int) -> None:
    """Grade every known wrong rule and right answer, and print what the checks say."""
    from autograder.simulation.quality import run

    sys.exit(0 if run(course, names, jobs=jobs) else 1)


@main.command()
def doctor() -> None:
    """Say what isolation this machine offers, what is missing and what it means."""
    from autograder.doctor import examine

    sys.exit(0 if examine(OUT) else 1)


@main.command()
@click.argument("name")
@_course_option
def new(name: str, course: Course) -> None:
    """Start an assignment: a minimal one that passes `make check`."""
    from autograder.authoring.build import build as make
    from autograder.authoring.scaffold import create

    folder = create(course, name)
    try:
        make(course)
    except BaseException:
        shutil.rmtree(folder)  # or the next try would say that it exists
        raise
    click.echo(f"made {folder.relative_to(course.root)}: begin with {name}.md")


@main.command()
@_course_option
def lab(course: Course) -> None:
    """Open the workbook in JupyterLab."""
    arguments = ["--allow-root"] if os.geteuid() == 0 else []
    try:
        webbrowser.get()
    except webbrowser.Error:
        arguments.append("--no-browser")  # JupyterLab then prints the URL to open
    os.chdir(course.release)
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", *arguments])


@main.command()
@click.argument(
    "files", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, path_type=Path)
)
@click.option("--port", default=0, show_default="any that is free")
@click.option(
    "--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True
)
@_course_option
def live(files: tuple[Path, ...], port: int, theme: str, course: Course) -> None:
    """Open the classroom page: the live pictures full screen, without code.

    FILE: notebooks or .py files; a function in them that takes (W, X, y, reg) and
    returns a loss and its gradient can be chosen beside those of the course.
    """
    from autograder.live import serve

    serve(course, files, port=port, theme=theme)


def _assignment_by_name(notebook: Path, course: Course) -> str:
    """The assignment that a file belongs to, by its name or its folder's."""
    for name in (notebook.stem, notebook.resolve().parent.name):
        if name in course.names():
            return name
    raise click.UsageError(
        f"Of which assignment is {notebook.name}? Name it with --assignment: "
        f"{', '.join(course.names())}."
    )


def _warn_of_sandbox(tier: str) -> None:
    if not isolates(tier):
        ERR.print("Graded without a sandbox, as asked.", style="bold yellow")
