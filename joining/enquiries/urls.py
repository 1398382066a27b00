from django.urls import path

from . import views

urlpatterns = [
    path("nachricht/bestaetigen/<str:token>/", views.confirm, name="confirm_enquiry"),
    path("nachricht/beantworten/<str:token>/", views.answer, name="answer_enquiry"),
]
