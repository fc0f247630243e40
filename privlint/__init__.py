"""privlint: what an Android app does with personal data before its user agreed, read from source."""

__version__ = "0.1.0"
