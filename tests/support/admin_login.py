import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener


def can_log_in(site, name: str, password: str) -> bool:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    address = f"{site.url}/admin/login/"
    with opener.open(address) as answer:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())[1]
    data = {"csrfmiddlewaretoken": token, "username": name, "password": password, "next": "/admin/"}
    with opener.open(address, urlencode(data).encode()) as answer:
        return answer.url == f"{site.url}/admin/"
