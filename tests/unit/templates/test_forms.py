"""What the `govuk` template pack draws, as a browser and a screen reader take it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from concerns.forms.base import GovukForm
from concerns.forms.fields import CheckboxesField, DateField, TextField
from concerns.forms.widgets import Checkboxes, Radios
from concerns.templatetags import govuk
from tests.unit.templates.gallery import EveryField

MARKUP = "<b>bold</b> & <script>alert(1)</script>"


class Page(HTMLParser):
    """The elements of a page, in order, as (tag, attributes)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    def find(self, **wanted: str) -> dict[str, str | None]:
        return next(a for _, a in self.elements if all(a.get(k) == v for k, v in wanted.items()))


def drawn(form: forms.Form) -> str:
    template = "{% load crispy_forms_tags govuk %}{% error_summary form %}{% crispy form %}"
    return Template(template).render(Context({"form": form}))


def form_of(field: forms.Field, data: dict[str, Any] | None = None) -> GovukForm:
    form: GovukForm = type("Form", (GovukForm,), {"field": field})(data)
    return form


def test_every_error_in_the_summary_links_to_an_element_that_takes_focus() -> None:
    form = EveryField({"tried": "yes", "tried_on_day": "1"})
    page = Page(drawn(form))

    targets = [a["href"] for tag, a in page.elements if tag == "a" and a["href"] != "/"]

    assert len(targets) == sum(len(errors) for errors in form.errors.values())
    for target in targets:
        tag = next(t for t, a in page.elements if f"#{a.get('id')}" == target)
        assert tag in {"input", "select", "textarea"}


def test_no_id_is_given_twice_and_every_description_exists() -> None:
    page = Page(drawn(EveryField({"tried": "yes"})))
    ids = page.ids()

    described = " ".join(a.get("aria-describedby") or "" for _, a in page.elements).split()

    assert len(ids) == len(set(ids))
    assert set(described) <= set(ids)
    assert {a["for"] for tag, a in page.elements if tag == "label"} <= set(ids)


def test_the_first_option_has_the_id_of_the_field() -> None:
    page = Page(drawn(EveryField()))

    assert page.find(id="id_tried")["value"] == "yes"
    assert page.find(id="id_tried_1")["value"] == "no"
    assert page.find(id="id_natures")["value"] == "conduct"


def test_the_summary_leads_to_the_first_wrong_box_of_a_date() -> None:
    date_form = form_of(DateField(), {"field_day": "1", "field_year": "2026"})

    assert govuk.error_links(date_form)[0]["href"] == "#id_field_month"


def test_an_error_of_the_whole_form_is_in_the_summary_without_a_link() -> None:
    form = form_of(forms.CharField(required=False), {})
    form.add_error(None, "This concern changed while you had it open")

    assert govuk.error_links(form) == [
        {"text": "This concern changed while you had it open", "href": ""}
    ]
    assert "This concern changed" in drawn(form)


def test_a_sound_form_has_no_summary() -> None:
    assert "There is a problem" not in drawn(EveryField())


@pytest.mark.parametrize(
    "attribute", ["required", "maxlength", "minlength", "placeholder", "style"]
)
def test_nothing_leaves_the_checking_to_the_browser(attribute: str) -> None:
    form = EveryField()
    form.fields["name"].widget.attrs["placeholder"] = "Name"
    form.fields["name"].widget.attrs["maxlength"] = "5"
    page = Page(drawn(form))

    assert "novalidate" in next(attrs for tag, attrs in page.elements if tag == "form")
    assert not [attrs for _, attrs in page.elements if attribute in attrs]


def test_a_form_not_ours_is_drawn_without_required_either() -> None:
    class Plain(forms.Form):
        name = forms.CharField()

    html = Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(
        Context({"form": Plain()})
    )

    assert 'id="id_name"' in html
    assert "required" not in html


def every_text(markup: str) -> GovukForm:
    choice = [("a", markup), (markup, "B")]

    class Form(GovukForm):
        heading = "text"
        caption = markup
        submit = markup
        secondary = ((markup, markup),)
        cancel_href = f"/{markup}"
        text = forms.CharField(label=markup, help_text=markup)
        long = TextField(label=markup, help_text=markup, max_length=5)
        pick = forms.ChoiceField(label=markup, choices=choice, help_text=markup)
        radio = forms.ChoiceField(
            label=markup, choices=choice, widget=Radios(hints={"a": markup}, dividers=("a",))
        )
        boxes = CheckboxesField(
            label=markup, choices=choice, widget=Checkboxes(hints={"a": markup})
        )
        day = DateField(label=markup, help_text=markup)
        tick = forms.BooleanField(label=markup, help_text=markup)

    form = Form(
        {"text": "", "long": markup, "day_day": markup, "pick": markup, "radio": markup + "?"}
    )
    form.add_error("text", markup)
    form.add_error(None, markup)
    return form


def test_markup_in_any_text_is_shown_and_not_obeyed() -> None:
    html = drawn(every_text(MARKUP))
    page = Page(html)

    assert {tag for tag, _ in page.elements}.isdisjoint({"b", "script"})
    assert html.count("&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;") > 20


def test_quotes_in_any_text_do_not_end_an_attribute() -> None:
    page = Page(drawn(every_text('" onclick="alert(1)" x="')))

    assert not [attrs for _, attrs in page.elements if "onclick" in attrs]


def test_optional_fields_say_so_and_others_carry_no_mark() -> None:
    html = drawn(EveryField())

    assert re.search(r"Telephone number \(optional\)", html)
    assert html.count("(optional)") == 2  # the other is the date under "Yes"
    assert "*" not in re.sub(r"<[^>]*>", "", html)


def test_a_search_marks_nothing_as_optional() -> None:
    form = form_of(forms.CharField(required=False))
    type(form).mark_optional = False

    assert "(optional)" not in drawn(form)


@pytest.mark.parametrize("name", ["name", "tried", "when", "what"])
def test_the_question_can_be_the_heading_of_the_page(name: str) -> None:
    form = type("Form", (EveryField,), {"heading": name, "caption": "About the concern"})()

    html = drawn(form)

    assert html.count("<h1") == 1
    assert str(form.fields[name].label) in html.split("<h1", 1)[1].split("</h1>", 1)[0]
    assert html.index("About the concern") < html.index("<h1")
    assert form.title == form.fields[name].label


def test_a_revealed_field_is_drawn_once_under_its_option() -> None:
    html = drawn(EveryField())

    assert html.count('name="tried_with"') == 1
    assert html.index('id="id_tried"') < html.index('name="tried_with"') < html.index("id_tried_1")


def test_a_page_that_writes_its_own_form_tag_gets_each_field_once() -> None:
    form = EveryField()

    html = Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))

    assert "<form" not in html
    assert html.count('name="tried_with"') == 1
    assert all(f'id="{form[name].auto_id}"' in html for name in form.fields)


def test_a_group_of_boxes_is_named_and_described_as_one() -> None:
    page = Page(drawn(EveryField({})))

    groups = [attrs for tag, attrs in page.elements if tag == "fieldset"]

    assert {"id_when_helptext id_when_error", "id_natures_helptext id_natures_error"} <= {
        group.get("aria-describedby") for group in groups
    }
    assert sum(group.get("role") == "group" for group in groups) == 2
    assert page.find(id="id_when_month")["aria-invalid"] == "true"


def test_a_counted_text_says_how_long_it_may_be() -> None:
    html = drawn(EveryField())

    assert 'data-maxlength="2000"' in html
    assert "You can enter up to 2,000 characters" in html
    assert Page(html).find(id="id_what")["aria-describedby"] == "id_what_helptext id_what-info"


def test_what_was_typed_comes_back() -> None:
    typed = {"name": "Ada", "what": "One\n\nTwo", "tried": "no", "natures": ["none"], "agree": "on"}
    page = Page(html := drawn(EveryField(typed)))

    assert page.find(id="id_name")["value"] == "Ada"
    assert ">\nOne\n\nTwo</textarea>" in html
    assert "checked" in page.find(id="id_tried_1")
    assert "checked" not in page.find(id="id_tried")
    assert "checked" in page.find(id="id_natures_2")
    assert "checked" in page.find(id="id_agree")


def test_a_password_never_comes_back() -> None:
    assert "value" not in Page(drawn(EveryField({"password": "secret"}))).find(id="id_password")


def test_a_form_with_a_file_is_sent_as_multipart() -> None:
    form_tag = next(a for tag, a in Page(drawn(EveryField())).elements if tag == "form")
    plain = next(a for tag, a in Page(drawn(form_of(forms.CharField()))).elements if tag == "form")

    assert form_tag["enctype"] == "multipart/form-data"
    assert "enctype" not in plain


def test_a_button_that_sends_cannot_be_pressed_twice() -> None:
    buttons = [a for tag, a in Page(drawn(EveryField())).elements if a.get("type") == "submit"]

    assert [button.get("name") for button in buttons] == [None, "save"]
    assert all(button["data-prevent-double-click"] == "true" for button in buttons)


def test_a_hidden_field_is_hidden_and_its_error_still_told() -> None:
    form = form_of(forms.CharField(widget=forms.HiddenInput, label="The version"), {})

    assert Page(drawn(form)).find(name="field")["type"] == "hidden"
    assert govuk.error_links(form) == [{"text": "Enter the version", "href": ""}]


def test_a_one_question_page_needs_only_its_form() -> None:
    form = form_of(forms.CharField(label="What happened?"), {})
    type(form).heading = "field"

    html = render_to_string("_partials/question.html", {"form": form, "back_href": "/before"})

    assert "<title>Error: What happened? – Protocol Portal</title>" in html
    assert html.index('href="/before"') < html.index("There is a problem") < html.index("<h1")
