"""Charts of a sweep: response curves, heat maps, the frontier, and what makes the difference."""
