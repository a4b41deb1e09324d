"""What the person a concern is about writes in their own part."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms

from concerns.forms.base import GovukForm
from concerns.forms.case_act import LONG
from concerns.forms.fields import TextField


class _Written(GovukForm):
    """A text in a form that is sent once."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"token": uuid4()})
        super().__init__(*args, **kwargs)

    @property
    def token_sent(self) -> UUID | None:
        found: UUID | None = self.cleaned_data["token"]
        return found


class ReplyForm(_Written):
    submit = "Send your reply"
    names = {"body": "your reply"}
    body = TextField(
        label="Your reply",
        help_text="Say what happened as you know it, and what you disagree with. You can add files"
        " on the page before.",
        max_length=LONG,
    )


class PartMessageForm(_Written):
    submit = "Send the message"
    names = {"body": "your message"}
    body = TextField(
        label="Your message",
        help_text="For example, to ask for more time or for help with replying.",
        max_length=LONG,
    )
