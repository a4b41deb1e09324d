"""`manage.py create_council`: a new council with its first administrator."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email, validate_slug
from django.db import IntegrityError, transaction
from django.utils import timezone

from concerns.actions import councils, invitations, register
from concerns.engine.offices import Kind
from concerns.engine.protocol import Nation, Tier
from concerns.engine.working_days import local_date


class Command(BaseCommand):
    help = (
        "Makes a council with one administrator, who is mailed an invitation and does the rest in"
        " a browser: the register, the protocol."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="its part of the address, such as westbury")
        parser.add_argument("name", help="its name, such as “Westbury Town Council”")
        parser.add_argument("--nation", choices=[n.value for n in Nation], required=True)
        parser.add_argument("--tier", choices=[t.value for t in Tier], required=True)
        parser.add_argument("--principal-authority", default="")
        parser.add_argument("--administrator", metavar="NAME", required=True)
        parser.add_argument("--email", required=True, help="the administrator's address")

    def handle(self, **options: Any) -> None:
        try:
            validate_slug(options["slug"])
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        at = timezone.now()
        try:
            with transaction.atomic():
                council = councils.set_up(
                    slug=options["slug"],
                    name=options["name"],
                    nation=Nation(options["nation"]),
                    tier=Tier(options["tier"]),
                    principal_authority=options["principal_authority"],
                    by=None,
                    at=at,
                )
        except IntegrityError as error:
            raise CommandError(f"There is already a council “{options['slug']}”.") from error
        person = register.add_person(
            council=council,
            email=options["email"],
            name=options["administrator"],
            kind=Kind.OFFICER,
            active_from=local_date(at),
            is_administrator=True,
            by=None,
            at=at,
        )
        try:
            invitations.invite(person=person, by=None, at=at)
        except invitations.CannotInvite as refused:
            self.stdout.write(f"{council.name} is made. No invitation was sent: {refused}.")
        else:
            self.stdout.write(f"{council.name} is made, and {person.name} is invited by mail.")
