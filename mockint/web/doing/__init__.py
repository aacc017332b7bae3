"""What a button begins: the command that is typed in a terminal, with the page as its front."""
