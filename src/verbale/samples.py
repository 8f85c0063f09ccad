"""The sample reports that come with the program: what `verbale demo` reads."""

from pathlib import Path
from typing import Final

SAMPLES: Final = Path(__file__).parent / "data" / "samples" / "reports"
"""A folder of .txt and .html reports and nothing else; ../INDEX.md says what each one shows and names its sources."""
