"""What the names of German clubs are made of: legal forms, kinds, short forms."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# All in the folded spelling of `folding.fold`.
LEGAL_FORM = re.compile(r"\b(?:n? ?e v|eingetragener verein|g?gmbh|gug|eg|kdoer|k d oe r|i g r)\b")
YEAR = re.compile(r"\b(?:(?:seit|gegr|gegruendet|von|anno) )*(?:1[5-9]|20)\d\d\b")
FILLERS = _words(
    """
    am an auf aus bei das dem den der des die ein eine ev fuer im in mit u und vom von zu zum zur
    """
)
# Kinds that many share and that say little else.
VAGUE_KINDS = _words("club gemeinschaft gruppe klub kreisverband ortsgruppe ortsverband verband verein")
# The kind of an organisation tells little, but two kinds are two organisations.
KINDS = VAGUE_KINDS | _words(
    """
    angelverein arbeitskreis buergerverein chor feuerwehr foerderverein fussballclub fussballverein
    gesangverein gewerbeverein heimatverein initiative interessengemeinschaft jugendfeuerwehr
    karnevalsverein kegelclub kirchenchor landfrauenverein maennergesangverein musikverein reitverein
    schachclub schuetzenverein sportverein tennisclub turnverein
    """
)
# A club, its youth, its women's choir and those who collect money for it are not the same: words that begin so.
CIRCLES = _words(
    """
    damen eltern foerder frauen freundeskreis jugend kinder maedchen maenner nachwuchs schueler senioren
    """
)
CHAPTER = re.compile(r"\b(?:kreisverband|ortsgruppe|ortsverband|ortsverein|stadtverband) (\w+)")
SHORT_FORMS = {
    "sv": "sportverein",
    "tv": "turnverein",
    "tus": "turn sportverein",
    "tsv": "turn sportverein",
    "mv": "musikverein",
    "gv": "gesangverein",
    "mgv": "maennergesangverein",
    "fv": "foerderverein",
    "hv": "heimatverein",
    "fc": "fussballclub",
    "tc": "tennisclub",
    "kc": "kegelclub",
    "ffw": "freiwillige feuerwehr",
    "ff": "freiwillige feuerwehr",
    "jf": "jugendfeuerwehr",
    "drk": "deutsches rotes kreuz",
    "dlrg": "deutsche lebens rettungs gesellschaft",
    "thw": "technisches hilfswerk",
    "awo": "arbeiterwohlfahrt",
    "kfd": "katholische frauengemeinschaft",
    "ig": "interessengemeinschaft",
    "ak": "arbeitskreis",
    "og": "ortsgruppe",
    "kita": "kindertagesstaette",
    "ov": "ortsverband",
    "kv": "kreisverband",
    "st": "sankt",
}
# Whoever has a page there shares the host with millions.
SHARED_HOSTS = _words(
    """
    blogspot.com chat.whatsapp.com facebook.com github.io google.com instagram.com jimdofree.com
    jimdosite.com linktr.ee sites.google.com t-online.de t.me wixsite.com wordpress.com x.com youtube.com
    """
)
