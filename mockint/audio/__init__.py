"""Sound in and out: microphones, the recorder that loses nothing, levels, voice activity."""
