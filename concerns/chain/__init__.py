"""The chain over the record: how an entry is hashed, how a head is signed, how both are checked.

Pure, so that somebody without the database runs the very code that the portal runs.
"""
