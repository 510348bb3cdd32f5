"""A search for staffing told: sentences for terminal, slides and page."""
