"""Floor between the model and the stages: a word processor's file, read into plain data, and the edition inside it.

Whoever wrote the file (Word, LibreOffice, a script), what is read here is the same: paragraphs with their tracked
changes, anchors and comments. `edition` is what a file made by us says of itself, so that it can find its way back.
"""
