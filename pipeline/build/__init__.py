"""Floor 5, build: reading at the entrance, the stages, the outputs; the only writer of files."""
