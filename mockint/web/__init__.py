"""The local page: a server on this machine, for one person, and what its pages are made of.

The recorder, the voice and the recognizer stay in this process: the page is a screen and keys.
"""
