"""What flows between the rooms: frozen records, the error tree, refusals. Imports nothing of ours."""
