"""Time without meaning: instants, functions of time, and the wall clock of a zone."""
