from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "concerns"
    verbose_name = "Protocol Portal"
    default_auto_field = "django.db.models.BigAutoField"
