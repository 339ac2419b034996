"""A class that hands in by nbgrader's exchange."""

import csv
import json

import nbformat

from autograder.nbgrader.commands import Nbgrader
from notebooks import NAME


class ExchangeClass:
    """A course with an exchange, in which students hand in bytes."""

    def __init__(self, course, exchange):
        exchange.mkdir()
        exchange.chmod(0o777)
        self.course, self.exchange = course, exchange
        self.nbgrader = Nbgrader(course.root, exchange)
        self.nbgrader.generate_assignment(NAME)
        self.nbgrader.release_assignment(NAME)

    def hand_in(self, student, content):
        folder = self.exchange.parent / "students" / student
        (folder / NAME).mkdir(parents=True)
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        (folder / NAME / f"{NAME}.ipynb").write_bytes(content)
        self.nbgrader.submit(NAME, student, folder)

    def grade(self):
        self.nbgrader.collect(NAME)
        for student in self.nbgrader.students(NAME):
            self.nbgrader.autograde(NAME, student)
            self.nbgrader.generate_feedback(NAME, student)

    def scores(self):
        self.nbgrader.export(self.exchange / "grades.csv")
        with open(self.exchange / "grades.csv", newline="") as file:
            return {
                row["student_id"]: float(row["score"]) for row in csv.DictReader(file)
            }

    def autograded(self, student):
        path = self.course.root / "autograded" / student / NAME / f"{NAME}.ipynb"
        return nbformat.read(path, as_version=4)

    def feedback(self, student):
        path = self.course.root / "feedback" / student / NAME / f"{NAME}.html"
        return path.read_text(encoding="utf-8")
