"""The staffing that reaches the goals at least cost: searched, then shown on fresh replications."""
