from .sign_in.notices import watch_accounts

watch_accounts()
