"""What is asked: the sweep file, its factors and their values, and the points that a design makes of them."""
