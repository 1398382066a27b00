from .enquiry import Enquiry
from .page import EnquiryFormField, EnquiryPage

__all__ = ["Enquiry", "EnquiryFormField", "EnquiryPage"]
