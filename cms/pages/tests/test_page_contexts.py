from cms.pages import page_contexts
from cms.pages.page_contexts import Providers, described


class General:
    pass


class Special(General):
    pass


def test_a_page_is_given_what_is_registered_for_its_type_and_those_above():
    providers = Providers()
    providers.add(Special, lambda page, request: {"special": request})
    providers.add(General, lambda page, request: {"general": request})
    providers.add(Special, lambda page, request: None)
    assert providers.ask(Special(), "request") == [{"general": "request"}, {"special": "request"}]
    assert providers.ask(General(), "request") == [{"general": "request"}]


def test_several_descriptions_become_one_graph(monkeypatch):
    providers = Providers()
    monkeypatch.setattr(page_contexts, "descriptions", providers)
    assert described(Special(), None) is None
    providers.add(General, lambda page, request: {"@type": "Thing"})
    assert described(Special(), None) == {"@type": "Thing"}
    providers.add(Special, lambda page, request: {"@context": "…", "@graph": [{"@type": "Event"}]})
    assert described(Special(), None)["@graph"] == [{"@type": "Thing"}, {"@type": "Event"}]
