"""A scenario resolved once: names to indices, laws to parameters, hours to breakpoints."""
