"""The live preview: the site of a book on this machine alone, drawn as it is asked for, read again after each save."""
