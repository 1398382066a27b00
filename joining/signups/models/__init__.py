from .messages import SignupMessage
from .pages import SignupFormField, SignupPage, signup_page_saved
from .places import Places
from .signups import Signup
from .slots import Slot

__all__ = ["Places", "Signup", "SignupFormField", "SignupMessage", "SignupPage", "Slot", "signup_page_saved"]
