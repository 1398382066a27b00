from uuid import UUID, uuid5


def stable_id(page) -> UUID:
    """An identity for readers' programs that survives renaming and moving; each language has its own.

    Reads `page.locale`: lists should select it.
    """
    return uuid5(page.translation_key, page.locale.language_code)
