"""A council's register, under the council's own address."""

from __future__ import annotations

from django.urls import path

from concerns.engine.protocol import LimitOf
from concerns.views.register import (
    care,
    changes,
    closures,
    groups,
    lost_factor,
    offices,
    people,
    periods,
    times,
)

_AT = "c/<slug:council>/register/"

urlpatterns = [
    path(_AT, offices.OfficeList.as_view(), name="office-list"),
    path(f"{_AT}offices/add/", offices.OfficeAdd.as_view(), name="office-add"),
    path(f"{_AT}offices/<int:pk>/", offices.OfficeDetail.as_view(), name="office-detail"),
    path(f"{_AT}offices/<int:pk>/change/", offices.OfficeChange.as_view(), name="office-change"),
    path(f"{_AT}offices/<int:pk>/appoint/", offices.OfficeAppoint.as_view(), name="office-appoint"),
    path(
        f"{_AT}appointments/<int:pk>/end/",
        offices.AppointmentEnd.as_view(),
        name="appointment-end",
    ),
    path(
        f"{_AT}appointments/<int:pk>/cancel/",
        offices.AppointmentCancel.as_view(),
        name="appointment-cancel",
    ),
    path(f"{_AT}people/", people.PersonList.as_view(), name="person-list"),
    path(f"{_AT}people/add/", people.PersonAdd.as_view(), name="person-add"),
    path(f"{_AT}people/<int:pk>/", people.PersonDetail.as_view(), name="person-detail"),
    path(f"{_AT}people/<int:pk>/change/", people.PersonChange.as_view(), name="person-change"),
    path(f"{_AT}people/<int:pk>/end/", people.PersonEnd.as_view(), name="person-end"),
    path(f"{_AT}people/<int:pk>/return/", people.PersonReturn.as_view(), name="person-return"),
    path(f"{_AT}people/<int:pk>/invite/", people.PersonInvite.as_view(), name="person-invite"),
    path(
        f"{_AT}people/<int:pk>/lost/",
        lost_factor.PersonLostFactor.as_view(),
        name="person-lost-factor",
    ),
    path(f"{_AT}people/<int:pk>/away/", people.AbsenceAdd.as_view(), name="absence-add"),
    path(f"{_AT}absences/<int:pk>/end/", people.AbsenceEnd.as_view(), name="absence-end"),
    path(f"{_AT}absences/<int:pk>/remove/", people.AbsenceRemove.as_view(), name="absence-remove"),
    path(f"{_AT}groups/", groups.GroupList.as_view(), name="group-list"),
    path(f"{_AT}groups/add/", groups.GroupAdd.as_view(), name="group-add"),
    path(f"{_AT}groups/<int:pk>/change/", groups.GroupChange.as_view(), name="group-change"),
    path(f"{_AT}times/", times.StandardList.as_view(), name="standard-list"),
    path(
        f"{_AT}times/acknowledge/",
        times.StandardChange.as_view(what=LimitOf.ACKNOWLEDGE),
        name="standard-acknowledge",
    ),
    path(
        f"{_AT}times/decide/",
        times.StandardChange.as_view(what=LimitOf.DECIDE),
        name="standard-decide",
    ),
    path(f"{_AT}closures/", closures.ClosureList.as_view(), name="closure-list"),
    path(f"{_AT}closures/add/", closures.ClosureAdd.as_view(), name="closure-add"),
    path(
        f"{_AT}closures/<int:pk>/remove/", closures.ClosureRemove.as_view(), name="closure-remove"
    ),
    path(f"{_AT}care/", care.Care.as_view(), name="care"),
    path(f"{_AT}care/change/", care.CareChange.as_view(), name="care-change"),
    path(f"{_AT}keeping/", periods.PeriodList.as_view(), name="period-list"),
    path(f"{_AT}keeping/<slug:kept>/", periods.PeriodChange.as_view(), name="period-change"),
    path(f"{_AT}changes/", changes.ChangeList.as_view(), name="change-list"),
]
