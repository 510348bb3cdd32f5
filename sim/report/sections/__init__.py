"""What a reader is told, subject by subject: each section a few lines that terminal, deck and page share."""
