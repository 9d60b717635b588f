from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "payung.programmes"
    label = "programmes"
