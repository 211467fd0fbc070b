"""The report of a review: what reviewers wrote, for editors and for programs."""
