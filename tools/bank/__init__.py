"""Measuring a bank's hotline on the call records of the Technion's public data set, for a scenario."""
