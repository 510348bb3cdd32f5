"""Many points of a design, on a laptop's cores or on a cluster: from a sweep file to tables of points."""
