"""Files of every supported kind into `Source`; nothing in them is run or fetched.

`bounded.read` is for files from outside: it reads in a process of its own, held to a time and a
memory. `files.read` decides the kind and reads here.
"""
