"""What commands return: frozen values with all that a view needs, titles resolved.

The only part of ``commands`` that a view may import.
"""
