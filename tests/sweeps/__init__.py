"""Sweeps as real processes: engines that must agree, and everything that may be killed."""
