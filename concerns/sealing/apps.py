from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "concerns.sealing"
    label = "sealing"
    verbose_name = "Keys"
