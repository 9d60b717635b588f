from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "payung.sealing"
    label = "sealing"
