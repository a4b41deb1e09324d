"""What was sent, in the demonstration, whose mail goes nowhere else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.generic import ListView

from concerns.presenters import mail
from concerns.selectors import sent_mail

PAGE = 25


# Everybody in the demonstration is invented, and anybody can sign in as any of them.
@method_decorator(login_not_required, name="dispatch")
class SentMailList(ListView):  # type: ignore[type-arg]  # a list of files, not of rows
    template_name = "sent_mail/list.html"
    paginate_by = PAGE

    def get_queryset(self) -> Any:
        # The address does not exist outside the demonstration; nor would this page answer there.
        if not settings.DEMO or settings.DEMO_MAILBOX is None:
            raise Http404
        return sent_mail.newest_first(settings.DEMO_MAILBOX)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        mails = [mail.shown(message) for message in sent_mail.read(page.object_list)]
        return {**context, "mails": mails, "page": page}
