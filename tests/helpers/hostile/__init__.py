"""Runs hostile submissions through the graders and looks for what they achieved.

attacks       the attacks, read from tests/submissions/*.toml
arena         a course with secrets to steal, and the attackers' submissions in it
listeners     sockets that nobody in a sandbox should reach
evidence      what an attack has left, read, changed or cost
expected      what a report must say, and whether it does
by_nbgrader   grades with `nbgrader autograde`, and looks after every attack
by_class      grades with `autograder class`
run           all of it, in shares; `python -m hostile` prints the table
"""
