"""Tests of the simulator: theory first, laws second, examples last."""
