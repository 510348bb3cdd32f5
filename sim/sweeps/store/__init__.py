"""What is kept: every finished piece, found again by what it is about, and gathered into points."""
