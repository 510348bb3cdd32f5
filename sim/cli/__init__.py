"""Commands for the terminal: parse, call one function of the library, print."""
