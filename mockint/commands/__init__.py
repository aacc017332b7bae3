"""Where implementations are picked and wired: one module a command, imported when it is typed."""
