"""How often beat names each task. A tick that was not taken before the next is worth nothing."""

from __future__ import annotations

from typing import Any

from protocol_portal import env

_HOUR = 3600


def schedule() -> dict[str, dict[str, Any]]:
    """Celery's `beat_schedule`, read from the environment.

    :raises env.Refused: if a variable is not a number of seconds.
    """
    return {
        name.replace("_", "-"): {
            "task": f"concerns.{name}",
            "schedule": seconds,
            "options": {"expires": seconds},
        }
        for name, seconds in _every().items()
    }


def _every() -> dict[str, int]:
    """Seconds between two ticks of each task."""
    return {
        "deliver_due": env.number("DELIVER_EVERY_SECONDS", 20, least=1),
        "sweep_reminders": env.number("SWEEP_EVERY_SECONDS", 600, least=1),
        "scan_evidence": env.number("SCAN_EVERY_SECONDS", 20, least=1),
        "check_scanner": _HOUR,
        "sweep_evidence": _HOUR,
        # Appointments and absences begin at midnight in London; this looks within the hour.
        "follow_register": _HOUR,
        # What a superuser could change unseen in the record is what was added since.
        "anchor_record": env.number("ANCHOR_EVERY_SECONDS", _HOUR, least=1),
        "tidy": _HOUR,
        "keep_or_erase": 6 * _HOUR,
        "warn_of_failures": 600,
        # Not once a day: beat counts from its own start, and may be started anew each night.
        "delete_retired_keys": 6 * _HOUR,
    }
