"""What stands in a gradebook, apart from ids that are drawn anew each time."""

from sqlalchemy import create_engine, text

_SUBMITTED = """
    JOIN submitted_notebook n ON n.id = x.notebook_id
    JOIN submitted_assignment s ON s.id = n.assignment_id
    JOIN assignment a ON a.id = s.assignment_id
    JOIN base_cell c ON c.id = x.cell_id"""
QUERIES = {
    "students": "SELECT id FROM student",
    "submissions": """
        SELECT a.name, s.student_id, s.timestamp, s.extension,
               n.late_submission_penalty, n.flagged
        FROM submitted_assignment s
        JOIN assignment a ON a.id = s.assignment_id
        JOIN submitted_notebook n ON n.assignment_id = s.id""",
    "grades": f"""
        SELECT a.name, s.student_id, c.name, c.type, x.auto_score, x.manual_score,
               x.extra_credit, x.needs_manual_grade
        FROM grade x {_SUBMITTED}""",
    "comments": f"""
        SELECT a.name, s.student_id, c.name, c.type, x.auto_comment, x.manual_comment
        FROM comment x {_SUBMITTED}""",
}


def rows_of(url):
    """The rows of each kind, sorted, as text."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = {
            kind: sorted(map(repr, connection.execute(text(query))))
            for kind, query in QUERIES.items()
        }
    engine.dispose()
    return rows
