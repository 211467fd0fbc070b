"""Handbook pipeline: Markdown, front matter and job sheets in; DOCX, PDF, HTML and the to-do report out."""

__version__ = "0.1.0"
