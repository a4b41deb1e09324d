"""Every address of the site, generated from the URLconf, with whom it is for.

A route has to be put into `ROUTES`; one that is not there fails the first test.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from django.urls import URLPattern, URLResolver, get_resolver


class For(Enum):
    """Whom a page is for."""

    ANYBODY = auto()  # signed in or not
    OWNER = auto()  # whoever is signed in; it shows what is theirs
    COUNCIL = auto()  # people of the council in the address
    CONCERN = auto()  # those a grant names
    DRAFT = auto()  # whoever wrote it


ROUTES: dict[str, For] = {
    "health": For.ANYBODY,
    "home": For.ANYBODY,
    "help": For.ANYBODY,
    "accessibility": For.ANYBODY,
    "privacy": For.ANYBODY,
    "pack-schema": For.ANYBODY,
    # Signing in, choosing and resetting a password: django-allauth's own.
    "account_login": For.ANYBODY,
    "account_logout": For.ANYBODY,
    "account_inactive": For.ANYBODY,
    "account_signup": For.ANYBODY,  # says that nobody signs up by themselves
    "account_email_verification_sent": For.ANYBODY,
    "account_confirm_email": For.ANYBODY,
    "account_confirm_login_code": For.ANYBODY,
    "account_reset_password": For.ANYBODY,
    "account_reset_password_done": For.ANYBODY,
    "account_reset_password_from_key": For.ANYBODY,
    "account_reset_password_from_key_done": For.ANYBODY,
    "mfa_authenticate": For.ANYBODY,
    "account_reauthenticate": For.OWNER,
    "account_email": For.OWNER,
    "account_change_password": For.OWNER,
    "account_set_password": For.OWNER,
    "mfa_index": For.OWNER,
    "mfa_reauthenticate": For.OWNER,
    "mfa_activate_totp": For.OWNER,
    "mfa_deactivate_totp": For.OWNER,
    "mfa_view_recovery_codes": For.OWNER,
    "mfa_generate_recovery_codes": For.OWNER,
    "mfa_download_recovery_codes": For.OWNER,
    "mfa_list_webauthn": For.OWNER,
    "mfa_add_webauthn": For.OWNER,
    "mfa_reauthenticate_webauthn": For.OWNER,
    "mfa_remove_webauthn": For.OWNER,
    "mfa_edit_webauthn": For.OWNER,
    "queue-list": For.OWNER,
    "review-list": For.OWNER,
    "oversight-list": For.OWNER,
    "concern-list": For.OWNER,
    "office-list": For.COUNCIL,
    "office-add": For.COUNCIL,
    "office-detail": For.COUNCIL,
    "office-change": For.COUNCIL,
    "office-appoint": For.COUNCIL,
    "appointment-cancel": For.COUNCIL,
    "appointment-end": For.COUNCIL,
    "person-list": For.COUNCIL,
    "person-add": For.COUNCIL,
    "person-detail": For.COUNCIL,
    "person-change": For.COUNCIL,
    "person-end": For.COUNCIL,
    "person-return": For.COUNCIL,
    "person-invite": For.COUNCIL,
    "absence-add": For.COUNCIL,
    "absence-end": For.COUNCIL,
    "absence-remove": For.COUNCIL,
    "group-list": For.COUNCIL,
    "group-add": For.COUNCIL,
    "group-change": For.COUNCIL,
    "standard-list": For.COUNCIL,
    "standard-acknowledge": For.COUNCIL,
    "standard-decide": For.COUNCIL,
    "closure-list": For.COUNCIL,
    "closure-add": For.COUNCIL,
    "closure-remove": For.COUNCIL,
    "change-list": For.COUNCIL,
    "approval-list": For.COUNCIL,
    "approval-agree": For.COUNCIL,
    "approval-refuse": For.COUNCIL,
    "approval-withdraw": For.COUNCIL,
    "oversight-detail": For.COUNCIL,
    "protocol-read": For.COUNCIL,
    "version-list": For.COUNCIL,
    "version-begin": For.COUNCIL,
    "version-detail": For.COUNCIL,
    "version-about": For.COUNCIL,
    "version-owner": For.COUNCIL,
    "version-review": For.COUNCIL,
    "notice-list": For.COUNCIL,
    "notice-add": For.COUNCIL,
    "notice-change": For.COUNCIL,
    "notice-when": For.COUNCIL,
    "notice-move": For.COUNCIL,
    "notice-remove": For.COUNCIL,
    "gap-list": For.COUNCIL,
    "gap-add": For.COUNCIL,
    "gap-change": For.COUNCIL,
    "gap-when": For.COUNCIL,
    "gap-move": For.COUNCIL,
    "gap-remove": For.COUNCIL,
    "version-offer": For.COUNCIL,
    "version-take-back": For.COUNCIL,
    "version-discard": For.COUNCIL,
    "version-adopt": For.COUNCIL,
    "version-pack": For.COUNCIL,
    "version-reviewed": For.COUNCIL,
    "finding-list": For.COUNCIL,
    "document-read": For.COUNCIL,
    "document-detail": For.COUNCIL,
    "document-clear": For.COUNCIL,
    "document-discard": For.COUNCIL,
    "document-finish": For.COUNCIL,
    "passage-decide": For.COUNCIL,
    "passage-split": For.COUNCIL,
    "clause-list": For.COUNCIL,
    "clause-add": For.COUNCIL,
    "clause-change": For.COUNCIL,
    "clause-remove": For.COUNCIL,
    "clause-move": For.COUNCIL,
    "clause-expects": For.COUNCIL,
    "clause-settle": For.COUNCIL,
    "clause-split": For.COUNCIL,
    "clause-join": For.COUNCIL,
    "seat-list": For.COUNCIL,
    "seat-add": For.COUNCIL,
    "seat-change": For.COUNCIL,
    "seat-remove": For.COUNCIL,
    "net-change": For.COUNCIL,
    "rule-list": For.COUNCIL,
    "rule-change": For.COUNCIL,
    "rule-move": For.COUNCIL,
    "rule-remove": For.COUNCIL,
    "rule-add": For.COUNCIL,
    "rule-summary": For.COUNCIL,
    "rule-when": For.COUNCIL,
    "rule-doubt": For.COUNCIL,
    "rule-doubt-remove": For.COUNCIL,
    "step-add": For.COUNCIL,
    "step-part": For.COUNCIL,
    "step-move": For.COUNCIL,
    "step-remove": For.COUNCIL,
    "part-add": For.COUNCIL,
    "part-change": For.COUNCIL,
    "part-remove": For.COUNCIL,
    "proposal-list": For.COUNCIL,
    "proposal-use": For.COUNCIL,
    "proposal-next": For.COUNCIL,
    "proposal-refuse": For.COUNCIL,
    "proposal-back": For.COUNCIL,
    "proposed-use": For.COUNCIL,
    "proposed-refuse": For.COUNCIL,
    "coverage-read": For.COUNCIL,
    "coverage-file": For.COUNCIL,
    "version-compare": For.COUNCIL,
    "compare-file": For.COUNCIL,
    "picture-list": For.COUNCIL,
    "version-try": For.COUNCIL,
    "version-replay": For.COUNCIL,
    "trial-list": For.COUNCIL,
    "trial-remove": For.COUNCIL,
    "raising-start": For.COUNCIL,
    "raising-matter": For.COUNCIL,
    "raising-behalf": For.COUNCIL,
    "case-detail": For.CONCERN,
    "case-route": For.CONCERN,
    "case-messages": For.CONCERN,
    "case-timeline": For.CONCERN,
    "case-do": For.CONCERN,
    "review-pack": For.CONCERN,
    "review-interest": For.CONCERN,
    "raising-resume": For.DRAFT,
    "raising-discard": For.DRAFT,
    "raising-elsewhere": For.DRAFT,
    "raising-informal-first": For.DRAFT,
    "raising-person": For.DRAFT,
    "raising-capacity": For.DRAFT,
    "raising-witnesses": For.DRAFT,
    "raising-witness-add": For.DRAFT,
    "raising-choose": For.DRAFT,
    "raising-route": For.DRAFT,
    "raising-wrong": For.DRAFT,
    "raising-appeal": For.DRAFT,
    "raising-check": For.DRAFT,
    "raising-sent": For.DRAFT,
    "raising-question": For.DRAFT,
}


def routes() -> Iterator[tuple[str, frozenset[str]]]:
    """Name and parameters of every route."""

    def walk(resolver: URLResolver, above: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
        for each in resolver.url_patterns:
            own = above | frozenset(each.pattern.regex.groupindex)
            if isinstance(each, URLPattern):
                yield each.name or str(each.pattern), own
            else:
                yield from walk(each, own)

    return walk(get_resolver(), frozenset())


def wanted(*kinds: For) -> list[tuple[str, frozenset[str]]]:
    return [(name, parts) for name, parts in routes() if ROUTES.get(name) in kinds]
