from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "payung.access"
    label = "access"
