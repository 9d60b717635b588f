"""Every address of the console, in one table: the word of the address is the word of the folder and of the file."""

from django.urls import path
from django.views.i18n import set_language

from payung.web.access.sign_in import sign_in
from payung.web.access.sign_out import sign_out
from payung.web.home import home

urlpatterns = [
    path("", home, name="home"),
    path("language/", set_language, name="language"),
    # access
    path("access/sign-in/", sign_in, name="sign-in"),
    path("access/sign-out/", sign_out, name="sign-out"),
]

handler400 = "payung.web.errors.bad_request"
handler403 = "payung.web.errors.not_allowed"
handler404 = "payung.web.errors.not_found"
handler500 = "payung.web.errors.broken"
