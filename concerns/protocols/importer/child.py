"""The process that `bounded` reads a file in: held to its limits before it sees the file.

On standard input: one line of JSON with the work (`read` or `import`), the name, the seconds and
the megabytes, then the file. On
standard output: a line of JSON with the source, with the sentence that refuses it, or with where it
failed. An import answers twice: with the passages, and with what is proposed of them.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import sys
import traceback
from collections.abc import Iterator

from concerns.protocols.importer.readers import limits

try:
    import resource
except ImportError:  # not on Windows; the parent's clock still holds it
    resource = None  # type: ignore[assignment]


def main() -> None:
    header = json.loads(sys.stdin.buffer.readline(limits.LONGEST_HEADER))
    hold(header["seconds"], header["megabytes"])
    try:
        for answer in answers(sys.stdin.buffer.read(), header["name"], header["work"]):
            sys.stdout.buffer.write(answer + b"\n")
            sys.stdout.buffer.flush()
    except MemoryError:
        os._exit(limits.OUT_OF_MEMORY)
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


def answers(data: bytes, name: str, work: str = "read") -> Iterator[bytes]:
    """What there is of one file, each answer more than the one before; the last is the whole.

    What reads it is loaded here, inside the limits.
    """
    from concerns.engine.plain import plain
    from concerns.protocols.importer.readers import files
    from concerns.protocols.importer.source import CannotRead
    from concerns.protocols.importer.stages import stages

    try:
        if work == "import":
            for kind, found in stages(data, name):
                yield _line({"kind": kind, "imported": plain(found)})
        else:
            yield _line({"source": plain(files.read(data, name))})
    except CannotRead as error:
        yield _line({"cannot": str(error)})
    except RecursionError:
        yield _line({"failed": "RecursionError"})
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours: told without the words of the document
        frame = traceback.extract_tb(error.__traceback__)[-1]
        yield _line({"failed": f"{type(error).__name__} at {frame.filename}:{frame.lineno}"})


def _line(answer: dict[str, object]) -> bytes:
    return json.dumps(answer).encode("ascii")


if __name__ == "__main__":
    main()
