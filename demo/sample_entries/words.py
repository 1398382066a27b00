from pathlib import Path
from types import SimpleNamespace

import yaml

FILE = Path(__file__).with_name("words.yaml")
words = SimpleNamespace(**yaml.safe_load(FILE.read_text("utf-8")))
