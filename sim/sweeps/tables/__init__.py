"""What is told: the tables of a sweep, their columns, and what each is reckoned from, row by row."""
