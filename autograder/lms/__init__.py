"""Marks for learning platforms, as CSV that they import."""
