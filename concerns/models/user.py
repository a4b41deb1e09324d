"""A person's account: who signs in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, *, name: str, password: str | None = None, **extra: Any
    ) -> User:
        """Create an account; without a password it can only be entered by invitation."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """Someone who may sign in, by e-mail. One account may stand on several councils' registers.

    There is no superuser and no permission table: what a person may do follows from the
    offices they hold and the grants that name them (design section 4).
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    #: How often all sessions of the account were ended. Every session holds a hash of it.
    sessions_ended = models.PositiveIntegerField(default=0)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session must hold to be theirs: one more `sessions_ended`, and none is.

        Django compares it at each request, and asks for it under each of its secrets by this name.
        """
        return salted_hmac(
            "concerns.session",
            f"{self.sessions_ended}:{self.password}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
