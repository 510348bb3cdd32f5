"""What a valid file may still get wrong, subject by subject; `whole` runs every check."""
