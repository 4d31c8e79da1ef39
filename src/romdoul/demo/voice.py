"""A voice message without a voice: one second of a quiet tone, made here."""

import math
import wave
from io import BytesIO

RATE = 8_000
PITCH = 440
LOUDNESS = 40


def tone(seconds: float = 1.0) -> bytes:
    """Return a WAV file (PCM, 8 bits, mono) with a tone that says nothing."""
    sound = bytes(
        128 + round(LOUDNESS * math.sin(2 * math.pi * PITCH * moment / RATE))
        for moment in range(int(RATE * seconds))
    )
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(RATE)
        out.writeframes(sound)
    return file.getvalue()
