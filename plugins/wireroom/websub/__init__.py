"""Hubs that tell of new entries (W3C WebSub): subscriptions asked for, deliveries taken in and filed."""
