"""From a council's own document to proposed clauses and draft rules, for a person to confirm.

A file becomes blocks (`readers`), blocks become a tree of passages (`tree`), passages get a
proposed kind and draft rules (`proposals`). Nothing here is a clause or a rule until somebody
says so; where the importer is not sure it asks, and keeps the raw text beside its reading.
"""
