"""The grading engine.  It knows no assignment and no mathematics of the course."""
