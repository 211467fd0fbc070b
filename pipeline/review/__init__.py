"""The way back: what reviewers wrote in a Word or LibreOffice file, found again in the sources it was made from."""
