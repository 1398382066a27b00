from cms.webhooks.tests.conftest import make_endpoint, server  # noqa: F401 -- fixtures
