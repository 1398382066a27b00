"""The parts and scenes that demo/images/draw.py puts together."""
