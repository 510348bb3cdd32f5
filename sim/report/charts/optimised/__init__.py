"""Charts of a search for staffing: the answer, its goals by hour, the search, and who is on shift."""
