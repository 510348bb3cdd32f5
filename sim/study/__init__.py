"""Replications of one or more scenarios, side by side: from files to tables of results."""
