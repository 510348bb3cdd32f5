"""What `import sim` offers: every function of the library, by what it is about."""
