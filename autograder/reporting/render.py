"""Feedback as HTML and plain text, by the templates of this package.

    exercise_html, exercise_text   one exercise, for its cell in the graded notebook
    report_html                    one submission, as a page
    render_page                    any template; everything in HTML is escaped

What feedback says stands in feedback_view.py; terminal.py prints the same there.
"""

from functools import cache
from typing import Any

import jinja2

from autograder.report import Report
from autograder.reporting.feedback_view import exercise_view, points, report_view


def exercise_html(report: Report, id: str) -> str:
    """The feedback on one exercise as a fragment of HTML."""
    return render_page("exercise.html.j2", exercise=exercise_view(report, id))


def exercise_text(report: Report, id: str) -> str:
    """The feedback on one exercise as plain text."""
    return render_page("exercise.txt.j2", exercise=exercise_view(report, id))


def report_html(report: Report, title: str) -> str:
    """The feedback on one submission as a self-contained page."""
    view = report_view(report, title)
    return render_page("report.html.j2", report=view, title=title)


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.reporting"),
        autoescape=lambda name: "html" in (name or ""),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(points=points)
    return environment


def render_page(template: str, **values: Any) -> str:
    """A template of this package filled with values; everything in HTML is escaped."""
    return _templates().get_template(template).render(**values)
