"""Arrays in, estimates out: pooled statistics over replications, paired differences, verdicts."""
