"""The command line: `autograder` or `python -m autograder`.

Exit codes: 0 everything was graded, 1 something was not, 2 the command is not valid.

Each command imports what it needs when it runs: `autograder --help` stays quick.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from autograder.cli_options import (
    EXISTING_FOLDER,
    FILE,
    Commands,
    course_option,
    jobs_option,
    sandbox_option,
)
from autograder.console import OUT
from autograder.course.course import Course


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gradients-by-hand")
def main() -> None:
    """Build the workbook, and grade notebooks with hidden checks in a sandbox."""


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@course_option
@click.option(
    "--overwrite",
    is_flag=True,
    help="Also replace edited sources and notebooks with answers.",
)
def build(names: tuple[str, ...], course: Course, overwrite: bool) -> None:
    """Make source/ and release/ from assignments/: all, or those that are named."""
    from autograder.authoring.build import build as make

    with OUT.status("Building") as status:
        built = make(course, names=names, overwrite=overwrite, progress=status.update)
    for folder in built.changed:
        click.echo(f"made {folder}")
    for folder in built.removed:
        click.echo(f"removed {folder}: its assignment is gone")
    for folder in built.kept:
        click.echo(f"kept {folder}")
    for folder in built.left:
        click.echo(f"left {folder}: it was not built from assignments/")
    for text in built.advice:
        click.echo(text)
    if not (built.changed or built.removed or built.kept):
        click.echo("source/ and release/ are up to date.")


@main.command()
@course_option
def check(course: Course) -> None:
    """Fail unless source/ and release/ are up to date."""
    from autograder.authoring.build import check as compare

    with OUT.status("Building") as status:
        compare(course, progress=status.update)
    OUT.print(
        f"{len(course.names())} assignments: source/ and release/ are up to date."
    )


@main.command()
@click.argument("notebook", type=click.Path(path_type=Path))
@click.option("--assignment", help="Its assignment.  Default: the name of the file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--html",
    type=FILE,
    help="Also write the student's feedback as a page to this file.",
)
@sandbox_option
@course_option
def grade(
    notebook: Path,
    assignment: str | None,
    as_json: bool,
    html: Path | None,
    sandbox: str,
    course: Course,
) -> None:
    """Grade one notebook."""
    from autograder.grading.task import grade_file
    from autograder.reporting.render import report_html
    from autograder.reporting.terminal import report_table

    if not os.path.lexists(notebook):
        raise click.UsageError(f"There is no file {notebook}.")
    name = _assignment_name(notebook, assignment, course)
    report = grade_file(course, name, notebook, sandbox)
    if as_json:
        click.echo(report.model_dump_json())
    else:
        OUT.print(report_table(report))
    if html:
        html.write_text(report_html(report, notebook.stem), encoding="utf-8")
    sys.exit(0 if report.status == "graded" else 1)


@main.command("class")
@click.argument("folder", type=EXISTING_FOLDER)
@click.option("--assignment", help="Grade only this assignment.")
@jobs_option
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    show_default="reports/ of the course",
    help="Where to write reports.  Submissions with a report are not graded again.",
)
@click.option(
    "--gradebook/--no-gradebook",
    default=None,
    show_default="yes if FOLDER is nbgrader's submitted/ and a gradebook exists",
    help="Also write marks and notebooks for nbgrader, like `nbgrader autograde`.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Grade on the Dask cluster of this scheduler; --jobs has no effect.",
)
@sandbox_option
@course_option
def class_(
    folder: Path,
    assignment: str | None,
    reports: Path | None,
    course: Course,
    **options: Any,
) -> None:
    """Grade a class.

    FOLDER is nbgrader's submitted/, or it holds one notebook per student.
    """
    from autograder.batch.run import run

    reports = reports or course.root / "reports"
    ungraded = run(folder, course, reports, only=assignment, **options)
    sys.exit(1 if ungraded else 0)


@main.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option(
    "--to",
    type=click.Choice(["canvas", "moodle"]),
    required=True,
    help="The learning platform that will import the file.",
)
@click.option(
    "--sheet",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file that you exported there: Canvas gradebook or Moodle worksheet.",
)
@click.option(
    "--column", default="", help="The column for the marks.  Default: by name."
)
@click.option(
    "--output",
    "-o",
    type=FILE,
    show_default="canvas.csv or moodle.csv",
    help="The file to write.",
)
@course_option
def export(
    assignments: tuple[str, ...],
    to: str,
    sheet: Path | None,
    column: str,
    output: Path | None,
    course: Course,
) -> None:
    """Export marks from nbgrader as CSV for Canvas or Moodle."""
    from autograder.lms.platforms import marks_csv
    from autograder.nbgrader.commands import Nbgrader

    with Nbgrader(course.root).gradebook() as gradebook:
        filled = marks_csv(gradebook, assignments, to, sheet=sheet, column=column)
    output = output or Path(f"{to}.csv")
    output.write_bytes(filled.text.encode("utf-8"))
    click.echo("\n".join([f"Marks: {output}", *filled.notes]))


@main.command()
@course_option
@click.option(
    "--assignment",
    help="The assignment to grade.  Default: the one with most misconceptions.",
)
@jobs_option
def demo(course: Course, assignment: str | None, jobs: int) -> None:
    """Grade a simulated class with nbgrader and write demo/report.html."""
    from autograder.simulation.demo import run

    sys.exit(0 if run(course, name=assignment, jobs=jobs) else 1)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@course_option
@jobs_option
def quality(names: tuple[str, ...], course: Course, jobs: int) -> None:
    """Grade every misconception and right answer, and print what the checks say."""
    from autograder.simulation.quality import run

    sys.exit(0 if run(course, names, jobs=jobs) else 1)


@main.command()
def doctor() -> None:
    """Report what isolation this machine offers and what is missing."""
    from autograder.doctor import examine

    sys.exit(0 if examine(OUT) else 1)


@main.command()
@click.argument("name")
@course_option
def new(name: str, course: Course) -> None:
    """Start an assignment: a small complete one, to be written over."""
    from autograder.authoring.build import build as make
    from autograder.authoring.scaffold import create

    folder = create(course, name)
    try:
        make(course, names=[name])
    except BaseException:
        shutil.rmtree(folder)  # or the next try would say that it exists
        raise
    click.echo(f"made {folder.relative_to(course.root)}: begin with {name}.md")


@main.command()
@course_option
def lab(course: Course) -> None:
    """Open the workbook in JupyterLab."""
    from autograder.live import become_jupyterlab

    become_jupyterlab(course)


@main.command()
@click.argument(
    "files", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--port", default=0, show_default="any free port", help="The port to listen on."
)
@click.option(
    "--theme",
    type=click.Choice(["light", "dark"]),
    default="light",
    show_default=True,
    help="The colours of the page.",
)
@course_option
def live(files: tuple[Path, ...], port: int, theme: str, course: Course) -> None:
    """Open the classroom page: live pictures in full screen.

    Each FILE is a notebook or a .py file.  The page offers its functions that take
    (W, X, y, reg) and return a loss and a gradient, beside those of the course.
    """
    from autograder.live import become_classroom

    become_classroom(course, files, port=port, theme=theme)


def _assignment_name(notebook: Path, given: str | None, course: Course) -> str:
    """The assignment that a file is graded as: the given one, or by its name."""
    names = course.names()
    guesses = [given] if given else [notebook.stem, notebook.resolve().parent.name]
    for name in guesses:
        if name in names:
            return name
    if given:
        problem = f"There is no assignment {given!r}."
    else:
        problem = f"No assignment has the name of {notebook.name} or of its folder."
    raise click.UsageError(f"{problem} Name one with --assignment: {', '.join(names)}.")
