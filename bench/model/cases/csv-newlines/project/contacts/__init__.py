from .book import load

__all__ = ["load"]
