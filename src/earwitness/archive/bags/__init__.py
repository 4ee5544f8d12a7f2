"""Bags (BagIt, RFC 8493): the inner material of a case, packed to be handed on."""
