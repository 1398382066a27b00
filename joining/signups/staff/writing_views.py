"""Writing to all at once: first how it will look and to how many it goes, then a second button sends it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.common.text_cleaning import cleaned_data
from cms.mail.messages import get_message
from cms.mail.rendering import Rendered, render
from cms.mail.sender import get_sender
from cms.towns.scope import town_of

from ..models import Places
from ..services.writing_to_all import (
    KIND,
    TooManyMessagesError,
    message_context,
    receivers,
    reply_address,
    write_to_all,
)
from .attendance_views import SlotScreen
from .forms import MessageForm


class WriteToAllView(SlotScreen):
    page_title = _("Write to all")
    template_name = "signups/staff/write.html"

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", MessageForm())
        return super().get_context_data(
            sent=self.places.messages.select_related("sent_by")[:10],
            reply_to=reply_address(self.places) or get_sender(town_of(self.places.page)).email,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        data = cleaned_data(request.POST)
        form = MessageForm(data)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        wanted = form.cleaned_data
        if data.get("action") == "send":
            return self._send(form, **wanted)
        context = {"form": form}
        if data.get("action") == "preview":
            context["count"] = len(receivers(self.places, wanted["scope"]))
            context["preview"] = preview(self.places, wanted["text"])
        return self.render_to_response(self.get_context_data(**context))

    def _send(self, form: MessageForm, *, text: str, scope: str, key) -> HttpResponse:
        try:
            count = write_to_all(self.places, text, scope=scope, key=key, by=self.request.user)
        except TooManyMessagesError:
            form.add_error(
                None, _now("You have written to all several times today. Please wait until tomorrow.")
            )
            return self.render_to_response(self.get_context_data(form=form), status=422)
        sent = ngettext(
            "The message is on its way to %(count)s person.",
            "The message is on its way to %(count)s persons.",
            count,
        )
        messages.success(self.request, sent % {"count": count})
        return redirect("signup_write", self.places.pk)


def preview(places: Places, text: str) -> Rendered:
    """The mail as somebody gets it who signed up in German; name and link are invented."""
    message = get_message(KIND)
    context = message.samples | message_context(places, text, places.page.title)
    return render(message, context, sender=get_sender(town_of(places.page)))
