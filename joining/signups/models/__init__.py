from .pages import SignupFormField, SignupPage, signup_page_saved
from .places import Places
from .signups import Signup
from .slots import Slot

__all__ = ["Places", "Signup", "SignupFormField", "SignupPage", "Slot", "signup_page_saved"]
