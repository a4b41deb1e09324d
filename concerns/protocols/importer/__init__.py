"""From a council's own document to proposed clauses and draft rules, for a person to confirm.

`files` is the door, and the work is done in a process of its own (`bounded`, `child`, `stages`). A
file becomes blocks (`readers`), blocks become a tree of passages (`importing`, `outline`, `tree`),
passages get a proposed kind and draft rules (`proposals`), and a draft that somebody confirms
becomes a rule (`rules`). Nothing here is a clause or a rule until somebody says so; where the
importer is not sure it asks, and keeps the raw text beside its reading.
"""
