"""The bridge to nbgrader: plugin, gradebook, generated notebooks and pages."""
