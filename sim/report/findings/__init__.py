"""What was found, as small records: terminal, charts, deck and page speak from the same statements."""
