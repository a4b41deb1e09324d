"""Questions about a council's own document and its passages."""

from __future__ import annotations

from typing import Any

from django import forms

from concerns.forms.base import GovukForm
from concerns.forms.fields import CheckboxesField, TextField, paragraphs
from concerns.forms.versions import CLAUSE, KINDS, LARGEST_FILE
from concerns.forms.widgets import Textarea


class ReadForm(GovukForm):
    """The file to read."""

    submit = "Read it"
    names = {"document": "the document"}
    heading = "document"

    document = forms.FileField(
        label="Upload your document",
        help_text="A Word (.docx), PDF, HTML, Markdown or text file of up to 20 MB. Word is best:"
        " it keeps the numbers and the tracked changes.",
    )

    def clean_document(self) -> Any:
        upload = self.cleaned_data["document"]
        if upload.size > LARGEST_FILE:
            raise forms.ValidationError("The document must be smaller than 20 MB")
        return upload


class SureForm(GovukForm):
    """A button that asks to be sure."""

    def __init__(self, *args: Any, submit: str, dangerous: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit = submit
        self.submit_is_dangerous = dangerous


class PassageForm(GovukForm):
    """One passage: what it says, and what becomes of it."""

    submit = "Accept as a clause"
    secondary = (
        ("skip", "Leave it out"),
        ("join", "Join with the next"),
    )
    names = {"text": "the words of the clause"}

    printed = forms.CharField(
        label="Number as printed",
        max_length=50,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    under = forms.CharField(label="Heading it stands under", max_length=300, required=False)
    text = TextField(
        label="The council’s own words",
        help_text="Concerns are answered with these words. Change them only to what the document"
        " says.",
        max_length=CLAUSE,
        widget=Textarea(rows=8, count=False),
    )
    kinds = CheckboxesField(label="What does this clause do?", choices=KINDS, required=False)
    doubt = forms.CharField(
        label="Is anything still unclear about these words?",
        help_text="Leave this empty if they are settled. Otherwise say what is unclear: your"
        " reading above is used, and the doubt is kept with it in your name.",
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        """:param asks: the passage left a question, so that a doubt may stay."""
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["doubt"]


class SplitForm(GovukForm):
    """Where a passage is divided."""

    submit = "Divide it"
    names = {"text": "the words, with an empty line where they are divided"}

    text = TextField(
        label="Put an empty line where one clause ends and the next begins",
        widget=Textarea(rows=14, count=False),
    )

    def parts(self) -> list[str]:
        """The words of each part."""
        return [" ".join(lines) for lines in paragraphs(self.cleaned_data["text"])]
