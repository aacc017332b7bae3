"""``mockint correct``: choosing and editing what was said, and judging it again."""
