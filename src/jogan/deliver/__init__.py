"""THE outgoing doors: mail, webhook, chat, folder and git. One channel failing stops no other, and none delivers twice.

A channel has targets (recipients, messages, one address). Opened, it is a line over which one target at a time is sent
to. What went wrong for sure is a `DeliveryError`; an `UncertainError` says that it may have arrived. `round.deliver`
walks over all of them and keeps the ledger.
"""
