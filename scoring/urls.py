from django.http import HttpResponse
from django.urls import path

app_name = "scoring"
urlpatterns = [path("rulebooks/", lambda r: HttpResponse(""), name="systems"), path("about/", lambda r: HttpResponse(""), name="about")]
