"""Questions about files: whether there are any, which one, and why one goes again."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile

from concerns.evidence import bounded, limits
from concerns.evidence.checked import Checked
from concerns.evidence.refusal import KINDS, SENTENCES, Reason, Refused
from concerns.forms.base import GovukForm
from concerns.forms.fields import TextField
from concerns.forms.widgets import Radios, Textarea
from concerns.presenters.evidence import WHY

LONGEST = 500  # characters of what a file shows


class FileForm(GovukForm):
    """One file, and what it shows. What was typed stays; a browser asks for a file anew."""

    submit = "Upload the file"
    names = {"file": "a file", "description": "what the file shows"}

    # The file comes last, so that whatever else is sent has been read when it is cut off.
    description = TextField(
        label="What does it show?",
        help_text="For example, the email of 3 May in which the meeting was called off.",
        max_length=LONGEST,
        required=False,
        widget=Textarea(rows=3),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(
        label="Choose a file",
        help_text=f"A {KINDS} file of up to {limits.LARGEST_FILE // 1_000_000} MB. What a file says"
        " of itself, such as where a photo was taken, is kept with it.",
        max_length=None,
        error_messages={
            "required": "Select a file",
            "missing": "Select a file",
            "empty": SENTENCES[Reason.EMPTY],
            "invalid": "The file could not be uploaded. Try again",
        },
        widget=forms.FileInput(
            attrs={
                "data-largest": str(limits.LARGEST_FILE),
                "data-too-large": SENTENCES[Reason.TOO_LARGE],
            }
        ),
    )

    def __init__(self, *args: Any, cut_off: bool = False, **kwargs: Any) -> None:
        """:param cut_off: the upload was so large that it was not read to its end."""
        kwargs.setdefault("initial", {"token": uuid4()})
        super().__init__(*args, **kwargs)
        if cut_off:
            too_large = SENTENCES[Reason.TOO_LARGE]
            self.fields["file"].error_messages |= {"required": too_large, "missing": too_large}

    @property
    def helper(self) -> Any:
        helper = super().helper
        helper.attrs = {"data-upload": ""}
        return helper

    @property
    def token_sent(self) -> UUID:
        """Of this form; a new one where somebody took it out."""
        return self.cleaned_data["token"] or uuid4()

    def clean_file(self) -> Checked:
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if upload.size is not None and upload.size > limits.LARGEST_FILE:
            raise forms.ValidationError(SENTENCES[Reason.TOO_LARGE])
        try:
            return bounded.check(upload.read(), upload.name or "")
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class RemoveForm(GovukForm):
    """Why somebody takes a file away again."""

    submit = "Remove the file"
    submit_is_dangerous = True
    names = {"why": "why you are removing it"}

    why = forms.ChoiceField(
        label="Why are you removing it?",
        choices=list(WHY.items()),
        widget=Radios(),
    )
