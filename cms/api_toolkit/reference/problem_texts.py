"""What each kind of problem means, and what the client can do."""

TEXTS = {
    "bad-request": (
        "The request could not be read: its body is not valid JSON, or a header is broken. Mend it "
        "before sending it again."
    ),
    "unauthorised": (
        "The key or token is unknown, withdrawn or past its end. Reading what is public needs none: "
        "leave it out, or ask the town for a new one."
    ),
    "forbidden": "The key is valid but not made for this. Its scopes stand where it was made.",
    "not-found": (
        "There is nothing under this address, or nothing that is public. What was public once is "
        "named by /api/v1/changes and /api/v1/redirects."
    ),
    "method-not-allowed": (
        "This address does not know the method. The header Allow names those that it knows."
    ),
    "conflict": (
        "The request contradicts an earlier one, such as one with the same Idempotency-Key and other "
        "content. Take a new key for new content."
    ),
    "gone": "It was public here and is not any more. Delete your copy.",
    "too-large": "The body is larger than this address accepts. Send less at a time.",
    "unsupported-media-type": (
        "The body's type is not one that this address reads. The reference names them for each operation."
    ),
    "invalid-request": (
        "A parameter or a field of the body is unknown, missing or has a value that is not allowed. "
        "`errors` names each one and what is allowed."
    ),
    "too-many-requests": (
        "More requests came from you than are allowed in this time. Wait as many seconds as the "
        "header Retry-After says."
    ),
    "internal-error": (
        "Something went wrong on our side and has been written down for us. Try again later; the "
        "request itself may be in order."
    ),
    "unavailable": (
        "A part of the site is away for a moment. Wait as many seconds as the header Retry-After "
        "says, then send the same request again."
    ),
}
