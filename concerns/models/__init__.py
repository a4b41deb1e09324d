from concerns.models.user import User

__all__ = ["User"]
