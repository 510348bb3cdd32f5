"""Event logs: a replication told as one, and a real one measured like a replication."""
