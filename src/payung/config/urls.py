"""Every address of the console, in one table: the word of the address is the word of the folder and of the file."""

from django.urls import path
from django.views.i18n import set_language

from payung.web.access.sign_in import sign_in
from payung.web.access.sign_out import sign_out
from payung.web.home import home
from payung.web.membership.release import release
from payung.web.people.people import people
from payung.web.people.person import person
from payung.web.regions.region import export, region, regions

urlpatterns = [
    path("", home, name="home"),
    path("language/", set_language, name="language"),
    # access
    path("access/sign-in/", sign_in, name="sign-in"),
    path("access/sign-out/", sign_out, name="sign-out"),
    # regions
    path("regions/", regions, name="regions"),
    path("regions/<str:code>/", region, name="region"),
    path("regions/<str:code>/export/", export, name="region-export"),
    # people
    path("people/", people, name="people"),
    path("people/<int:person_id>/", person, name="person"),
    # membership
    path("membership/release/", release, name="release-places"),
]

handler400 = "payung.web.errors.bad_request"
handler403 = "payung.web.errors.not_allowed"
handler404 = "payung.web.errors.not_found"
handler500 = "payung.web.errors.broken"
