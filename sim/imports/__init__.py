"""Foreign tables: what other systems report about a centre, read with care, and scenario text made of it."""
