"""What this app registers with the apps below it."""

from cms.accounts.role_grants import GRANTS, LEITUNG, MANAGE, Grant

GRANTS.register(Grant("strategy", LEITUNG, {"strategy": MANAGE}))
