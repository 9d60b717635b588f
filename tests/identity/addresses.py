"""The addresses of the provider."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import include, path


def login(request):
    """Signs the person in who is named in ?as=; a provider's own business, and none of this test's."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth import login as enter

    name = request.COOKIES.get("as", "")
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        return HttpResponse("who?", status=403)
    enter(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(request.GET["next"])


urlpatterns = [path("login/", login), path("o/", include("oauth2_provider.urls", namespace="oauth2_provider"))]
