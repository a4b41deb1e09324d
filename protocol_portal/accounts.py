"""Accounts are made by invitation: nobody signs up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import Http404, HttpRequest, HttpResponse


class NoSignupAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def no_such_page(request: HttpRequest) -> HttpResponse:
    """A page of the library for accounts that this site does not have.

    :raises Http404: always.
    """
    raise Http404
