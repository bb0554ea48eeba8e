"""What Rapport calls itself; a test holds that ``CITATION.cff`` says the same."""

NAME = "Rapport"
VERSION = "0.1.0"
