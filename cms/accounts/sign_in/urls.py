from django.urls import path

from .views import CodeView, NewPasswordView, PasswordView, ResetPasswordView, SetUpView

# These come before Wagtail's; `wagtailadmin_login` resolves to the same address.
urlpatterns = [
    path("login/", PasswordView.as_view(), name="account_login"),
    path("login/code/", CodeView.as_view(), name="second_factor_code"),
    path("login/einrichten/", SetUpView.as_view(), name="second_factor_set_up"),
    path("password_reset/", ResetPasswordView.as_view(), name="bounded_password_reset"),
    path("password_reset/confirm/<uidb64>/<token>/", NewPasswordView.as_view(), name="noted_password_reset"),
]
