"""The life of one customer, read from the rows that a result kept and told in sentences."""
