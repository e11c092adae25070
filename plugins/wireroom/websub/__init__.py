"""Hubs that tell of new entries (W3C WebSub): subscriptions asked for, deliveries taken in and filed."""

from wireroom.websub.deliveries import Deliveries, Delivery
from wireroom.websub.subscriptions import keep_subscribed
from wireroom.websub.verification import is_signed, verify

__all__ = ["Deliveries", "Delivery", "is_signed", "keep_subscribed", "verify"]
