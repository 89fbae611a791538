"""A database -> answers over HTTP, and the page that shows them. Needs the extra `desk`; nothing else imports it at start."""
