"""Time without meaning: instants, intervals and the wall clock of a zone."""
