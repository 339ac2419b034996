"""Simulated classes: the demonstration and the quality of the checks."""
