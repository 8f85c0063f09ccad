"""Gold and readings in, figures out: how well reports were read, where the reading errs, and what changed between two."""

from .comparison import Comparison, compare
from .figures import Figure, figures, figures_by_class
from .gold import GoldSet, read_gold
from .judges import Outcome, judge_set
from .runs import Run, decoded_run, joined, load_run, read_texts
from .tally import Difference, Judged, Measure, Tally

__all__ = [
    "Comparison", "Difference", "Figure", "GoldSet", "Judged", "Measure", "Outcome", "Run", "Tally", "compare", "decoded_run",
    "figures", "figures_by_class", "joined", "judge_set", "load_run", "read_gold", "read_texts",
]  # fmt: skip
