"""What a scenario models, in plain sentences: one module for each part of it."""
