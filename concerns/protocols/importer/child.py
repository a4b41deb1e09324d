"""The process that `bounded` reads a file in: held to its limits before it sees the file.

On standard input: one line of JSON with the work (`read` or `import`), the name, the seconds and
the megabytes, then the file. On
standard output: JSON with the source, with the sentence that refuses it, or with where it failed.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import sys
import traceback

from concerns.protocols.importer.readers import limits

try:
    import resource
except ImportError:  # not on Windows; the parent's clock still holds it
    resource = None  # type: ignore[assignment]


def main() -> None:
    header = json.loads(sys.stdin.buffer.readline(limits.LONGEST_HEADER))
    hold(header["seconds"], header["megabytes"])
    try:
        answer = read(sys.stdin.buffer.read(), header["name"], header["work"])
    except MemoryError:
        os._exit(limits.OUT_OF_MEMORY)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)  # what was read is not taken apart piece by piece: that takes seconds


def hold(seconds: float, megabytes: int) -> None:
    """Set the limits of this process. It can write no file and leave no image of its memory."""
    if resource is None:
        return
    cpu = math.ceil(seconds)
    for name, soft, hard in (
        ("RLIMIT_AS", megabytes << 20, megabytes << 20),
        ("RLIMIT_CPU", cpu, cpu + 1),
        ("RLIMIT_FSIZE", 0, 0),
        ("RLIMIT_CORE", 0, 0),
    ):
        # macOS knows RLIMIT_AS and refuses or ignores it
        with contextlib.suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), (soft, hard))


def read(data: bytes, name: str, work: str = "read") -> bytes:
    """The answer for one file. What reads it is loaded here, inside the limits."""
    from concerns.engine.plain import plain
    from concerns.protocols.importer.files import imported
    from concerns.protocols.importer.readers import files
    from concerns.protocols.importer.source import CannotRead

    answer: dict[str, object]
    try:
        if work == "import":
            kind, found = imported(data, name)
            answer = {"kind": kind, "imported": plain(found)}
        else:
            answer = {"source": plain(files.read(data, name))}
    except CannotRead as error:
        answer = {"cannot": str(error)}
    except RecursionError:
        answer = {"failed": "RecursionError"}
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours: told without the words of the document
        frame = traceback.extract_tb(error.__traceback__)[-1]
        answer = {"failed": f"{type(error).__name__} at {frame.filename}:{frame.lineno}"}
    return json.dumps(answer).encode("ascii")


if __name__ == "__main__":
    main()
