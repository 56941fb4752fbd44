"""Phones on a bad line: the server that they speak to, and what their owners do and see."""
