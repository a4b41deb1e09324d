from __future__ import annotations

from django.urls import path

from concerns.views.raising import (
    appeal,
    drafts,
    evidence,
    people,
    question,
    route,
    sending,
    start,
    witnesses,
)

_RAISE = "c/<slug:council>/raise/"
_DRAFT = f"{_RAISE}<slug:reference>/"

urlpatterns = [
    path("concerns/", drafts.concern_list, name="concern-list"),
    path(_RAISE, start.start, name="raising-start"),
    path(f"{_RAISE}matter/", start.matter, name="raising-matter"),
    path(f"{_RAISE}behalf/", start.behalf, name="raising-behalf"),
    path(f"{_RAISE}appeal/<reference:reference>/", appeal.appeal, name="raising-appeal"),
    path(_DRAFT, drafts.resume, name="raising-resume"),
    path(f"{_DRAFT}discard/", drafts.discard, name="raising-discard"),
    path(f"{_DRAFT}not-here/<slug:kind>/", question.elsewhere, name="raising-elsewhere"),
    path(f"{_DRAFT}informal-first/", question.informal_first, name="raising-informal-first"),
    path(f"{_DRAFT}care/", question.care, name="raising-care"),
    path(f"{_DRAFT}person/", people.person, name="raising-person"),
    path(f"{_DRAFT}capacity/", people.capacity, name="raising-capacity"),
    path(f"{_DRAFT}witnesses/", witnesses.witnesses, name="raising-witnesses"),
    path(f"{_DRAFT}witnesses/add/", witnesses.add, name="raising-witness-add"),
    path(f"{_DRAFT}evidence/", evidence.evidence, name="raising-evidence"),
    path(f"{_DRAFT}evidence/add/", evidence.add, name="raising-evidence-add"),
    path(f"{_DRAFT}choose/", route.choose, name="raising-choose"),
    path(f"{_DRAFT}route/", route.route, name="raising-route"),
    path(f"{_DRAFT}route/wrong/", route.wrong, name="raising-wrong"),
    path(f"{_DRAFT}check/", sending.check, name="raising-check"),
    path(f"{_DRAFT}sent/", sending.sent, name="raising-sent"),
    path(f"{_DRAFT}<slug:step>/", question.question, name="raising-question"),
]
