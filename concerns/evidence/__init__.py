"""Files that people add to a concern: what they may be, where they are kept, who scans them.

Knows nothing of Django or the database.
"""
