from django.apps import AppConfig


class CardsConfig(AppConfig):
    name = "payung.cards"
    label = "cards"
