"""The facts of all stories in memory, as arrays: what is counted and filtered while somebody waits."""
