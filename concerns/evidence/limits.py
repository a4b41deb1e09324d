"""How much of anything a file of evidence may hold (security 5.7)."""

from __future__ import annotations

LARGEST_FILE = 20_000_000  # bytes; the web server's and clamd's own limits are above it
MOST_FILES = 10  # of a concern
MOST_BYTES = 100_000_000  # of all files of a concern
MOST_FILES_A_DAY = 30  # of one person, whatever the concern
MOST_BYTES_A_DAY = 200_000_000

LONGEST_NAME = 150  # characters, with its ending
MOST_PIXELS = 40_000_000  # the largest pictures of ordinary telephones have fewer
PREVIEW = 1000  # pixels of the longer side
MOST_OBJECTS = 500_000  # of a PDF
MOST_PARTS = 200  # of a message
DEEPEST_MESSAGE = 3  # messages inside messages

SECONDS = 10.0  # less than a request's transaction may stand idle
MEGABYTES = 768  # a picture of the most pixels takes 400
