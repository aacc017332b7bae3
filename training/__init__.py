"""How the weights in ``mockint/star`` are made and measured; nothing here is needed to practice."""
