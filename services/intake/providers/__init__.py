"""Survey tools: what their webhooks send, as responses; registry.py lists them."""
