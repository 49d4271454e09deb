"""Draws what people see of the bot: its replies, forms and previews as a phone shows them, and the chart."""
