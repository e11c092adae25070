"""Hubs that tell of new entries (W3C WebSub): subscriptions asked for, deliveries taken in and filed."""

from wireroom.websub.deliveries import Deliveries, Delivery
from wireroom.websub.subscriptions import is_signed, keep_subscribed, verify

__all__ = ["Deliveries", "Delivery", "is_signed", "keep_subscribed", "verify"]
