"""API v1: the same engine for other programs. Nothing is kept but long work, for a day."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from scoring.api import description as told
from scoring.api.asked import life_of
from scoring.api.manners import AlwaysJSON, ClientThrottle
from scoring.api.parsing import JSONTextParser, PlainTextParser, Refused, StrictJSONParser, TextParser
from scoring.api.progress import Finished, job_named, job_told
from scoring.api.shelf import card, detail
from scoring.api.trials import trial_of
from scoring.editions import edition
from scoring.engine import explain, load_rulebook
from scoring.engine.faults import RulebookError
from scoring.jobs import cancel
from scoring.selectors import UnknownRulebook, shipped, slugs, vocabulary


class Desk(APIView):
    """Manners that every address of the API shares."""

    content_negotiation_class = AlwaysJSON
    metadata_class = None
    parser_classes: Any = (StrictJSONParser,)
    throttle_classes: Any = (ClientThrottle,)
    throttle_scope = "api"


class Rulebooks(Desk):
    @extend_schema(operation_id="list_rulebooks", summary="All rulebooks", **told.RULEBOOKS)
    def get(self, request: Request) -> Response:
        return Response({"rulebooks": [card(shipped(slug)) for slug in slugs()]})


class RulebookDetail(Desk):
    @extend_schema(operation_id="read_rulebook", summary="One rulebook with its sources and markers", **told.READ)
    def get(self, request: Request, slug: str) -> Response:
        try:
            return Response(detail(edition(slug, request.query_params.get("version", ""))))
        except UnknownRulebook:
            raise Http404(f"No rulebook is called {slug!r}, or no version of it has that digest.") from None


class Validate(Desk):
    parser_classes: Any = (JSONTextParser, TextParser, PlainTextParser)

    @extend_schema(operation_id="validate_rulebook", summary="Is this a rulebook?", **told.VALIDATE)
    def post(self, request: Request) -> Response:
        # An empty body reaches no parser; it is an empty document all the same.
        text: Any = request.data or b""
        try:
            rulebook = load_rulebook(text, vocabulary=vocabulary())
        except RulebookError as error:
            raise Refused(error, "The rulebook has faults.") from error
        return Response({"id": rulebook.id, "digest": rulebook.digest})


class Explain(Desk):
    @extend_schema(operation_id="explain", summary="One file, day by day, with every step", **told.EXPLAIN)
    def post(self, request: Request) -> Response:
        life = life_of(request.data)
        found = explain(life.rulebook, life.observations, facts=life.facts, days=life.days)
        return Response(found.to_dict())


class Replay(Desk):
    throttle_scope = "replay"

    @extend_schema(operation_id="replay", summary="A whole town's year, before and after", **told.REPLAY)
    def post(self, request: Request) -> Response:
        trial = trial_of(request.data)
        if trial.at_once:
            return Response(trial.answer())
        told_of = job_told(trial.job())
        return Response(told_of, status=202, headers={"Location": told_of["url"]})


class JobDetail(Desk):
    throttle_scope = "jobs"

    @extend_schema(operation_id="read_job", summary="How far long work is, and what came of it", **told.READ_JOB)
    def get(self, request: Request, job_id: UUID) -> Response:
        return Response(job_told(job_named(job_id)), headers={"Cache-Control": "no-store"})


class JobCancel(Desk):
    throttle_scope = "jobs"

    @extend_schema(operation_id="cancel_job", summary="Stop long work", **told.CANCEL_JOB)
    def post(self, request: Request, job_id: UUID) -> Response:
        job = job_named(job_id)
        if not cancel(job=job):
            raise Finished(f"This job has ended already: it is {job.state}. Nothing was changed.")
        return Response(job_told(job))


class Schema(SpectacularJSONAPIView):
    content_negotiation_class = AlwaysJSON
    metadata_class = None
    throttle_classes: Any = (ClientThrottle,)
    throttle_scope = "api"
