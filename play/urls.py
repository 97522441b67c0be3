"""Addresses of a life."""

from django.urls import path

from play.views import beginning, box, debrief, elsewhere, live, register, rewrite

app_name = "play"
urlpatterns = [
    path("", beginning.landing, name="landing"),
    path("play/", beginning.choose, name="choose"),
    path("play/begin/", beginning.begin, name="begin"),
    path("play/file/", beginning.stored, name="stored"),
    path("play/file/erase/", beginning.erase_file, name="erase"),
    path("play/<uuid:life_id>/", beginning.resume, name="resume"),
    path("play/<uuid:life_id>/out/", beginning.step_out, name="out"),
    path("play/<uuid:life_id>/day/", live.day, name="day"),
    path("play/<uuid:life_id>/bet/", live.bet, name="bet"),
    path("play/<uuid:life_id>/next/", register.advance_to, name="next"),
    path("play/<uuid:life_id>/register/", register.boards, name="register"),
    path("play/<uuid:life_id>/light/", box.light, name="light"),
    path("play/<uuid:life_id>/box/", box.opened, name="box"),
    path("play/<uuid:life_id>/box/findings/", box.findings, name="findings"),
    path("play/<uuid:life_id>/rewrite/", rewrite.pen, name="rewrite"),
    path("play/<uuid:life_id>/rewrite/harm/", rewrite.harm, name="harm"),
    path("play/<uuid:life_id>/elsewhere/", elsewhere.matrix, name="elsewhere"),
    path("play/<uuid:life_id>/debrief/", debrief.sheet, name="debrief"),
    path("play/<uuid:life_id>/debrief/bet/", debrief.bet_again, name="bet-again"),
    path("play/<uuid:life_id>/debrief/ranking/", debrief.ranking, name="ranking"),
]
