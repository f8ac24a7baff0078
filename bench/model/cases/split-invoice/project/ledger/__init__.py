"""Splits invoices among those who share a flat."""
