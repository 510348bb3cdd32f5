"""From one replication's record to journeys, contacts, measures and experience."""
