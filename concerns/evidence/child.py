"""The process that `bounded` checks a file in: held to its limits before it sees the file.

On standard input: one line of JSON with the name, the seconds and the megabytes, then the file. On
standard output: one line of JSON with the kind and, of a picture, its preview; or with the reason
why the file is refused.
"""

from __future__ import annotations

import base64
import json
import os
import sys

from concerns.protocols.importer.child import hold
from concerns.protocols.importer.readers.limits import LONGEST_HEADER, OUT_OF_MEMORY


def main() -> None:
    header = json.loads(sys.stdin.buffer.readline(LONGEST_HEADER))
    hold(header["seconds"], header["megabytes"])
    try:
        answer = _answer(sys.stdin.buffer.read(), header["name"])
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()
    os._exit(0)


def _answer(data: bytes, name: str) -> dict[str, str | None]:
    """What reads the file is loaded here, inside the limits."""
    from concerns.evidence.checks import check
    from concerns.evidence.refusal import Refused

    try:
        checked = check(data, name)
    except Refused as refused:
        return {"refused": refused.reason.value}
    drawn = checked.preview
    return {
        "kind": checked.kind.value,
        "preview": base64.b64encode(drawn).decode("ascii") if drawn is not None else None,
    }


if __name__ == "__main__":
    main()
