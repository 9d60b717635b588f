from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "payung.membership"
    label = "membership"
