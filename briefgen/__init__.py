"""Structured, sourced situation reports: from facts and Markdown to branded PDF and HTML."""

__version__ = "0.1.0"
