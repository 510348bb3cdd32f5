"""Closed forms and published results that the simulator must reproduce."""
