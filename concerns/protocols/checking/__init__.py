"""What an author is told of a protocol before adoption: one kind of finding a file.

`concerns.protocols.checker` is the door. Every function here looks at one thing, yields findings
and changes nothing.
"""
