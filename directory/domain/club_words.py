"""The vocabulary of German club names: legal forms, kinds, abbreviations."""

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
# Common kinds that say little else.
VAGUE_KINDS = _words(
    """
    club freiwillige gemeinschaft gruppe klub kreisverband loeschgruppe loeschzug ortsgruppe ortsverband verband verein
    """
)
# The kind of an organisation says little, but different kinds are different organisations.
KINDS = VAGUE_KINDS | _words(
    """
    angelsportverein angelverein arbeitskreis buergerverein chor feuerwehr foerderverein fussballclub
    fussballverein gesangverein gewerbeverein grundschule heimatverein initiative interessengemeinschaft
    jugendfeuerwehr karnevalsclub karnevalsgesellschaft karnevalsverein kegelclub kindergarten kindertagesstaette
    kirchenchor landfrauenverein leichtathletikgemeinschaft maennergesangverein motorsportclub musikverein
    obstverein radsportclub reitverein schachclub schuetzenverein selbsthilfegruppe skiclub sozialverband
    spielgemeinschaft sportclub sportverein tanzsportclub tennisclub tischtennisclub turnverein
    """
)
# Prefixes of groups within or beside a club, such as its youth, its women's choir or its supporters.
CIRCLES = _words(
    """
    damen eltern foerder frauen freundeskreis jugend kinder maedchen maenner nachwuchs schueler senioren
    """
)
CHAPTER = re.compile(r"\b(?:kreisverband|ortsgruppe|ortsverband|ortsverein|stadtverband) (\w+)")
# What the last letter of an abbreviation stands for: "KGV" is a "Kleingartenverein".
LAST_LETTERS = {"v": "verein", "c": "club", "g": "gesellschaft gemeinschaft gruppe", "b": "bund"}
SHORT_FORMS = {
    "sv": "sportverein",
    "sc": "sportclub",
    "sg": "spielgemeinschaft",
    "jsg": "jugend spielgemeinschaft",
    "asv": "angelsportverein",
    "rsc": "radsportclub",
    "msc": "motorsportclub",
    "tsc": "tanzsportclub",
    "ttc": "tischtennisclub",
    "lg": "leichtathletikgemeinschaft",
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
    "kg": "karnevalsgesellschaft",
    "ffw": "freiwillige feuerwehr",
    "ff": "freiwillige feuerwehr",
    "jf": "jugendfeuerwehr",
    "drk": "deutsches rotes kreuz",
    "dlrg": "deutsche lebens rettungs gesellschaft",
    "thw": "technisches hilfswerk",
    "awo": "arbeiterwohlfahrt",
    "nabu": "naturschutzbund deutschland",
    "adfc": "allgemeiner deutscher fahrrad club",
    "cvjm": "christlicher verein junger menschen",
    "shg": "selbsthilfegruppe",
    "koeb": "katholische oeffentliche buecherei",
    "kath": "katholische",
    "evang": "evangelische",
    "freiw": "freiwillige",
    "blaskapelle": "musikkapelle",
    "oeffentl": "oeffentliche",
    "gs": "grundschule",
    "kiga": "kindergarten",
    "kfd": "katholische frauengemeinschaft",
    "ig": "interessengemeinschaft",
    "ak": "arbeitskreis",
    "og": "ortsgruppe",
    "kita": "kindertagesstaette",
    "ov": "ortsverband",
    "kv": "kreisverband",
    "st": "sankt",
}
# Millions share the hosts of these services.
SHARED_HOSTS = _words(
    """
    blogspot.com chat.whatsapp.com facebook.com github.io google.com instagram.com jimdofree.com
    jimdosite.com linktr.ee sites.google.com t-online.de t.me wixsite.com wordpress.com x.com youtube.com
    """
)
