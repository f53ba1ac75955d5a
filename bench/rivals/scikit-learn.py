"""Cluster frames with scikit-learn's KMeans over all pixels, as the original does: Debian's python3-sklearn.

scikit-learn.py FRAMES CLUSTERS RESTARTS SIZE...
FRAMES is a file of frames one after another, r g b bytes; each SIZE is the pixels of one. Prints a JSON list with
milliseconds and mean squared error a pixel of each frame, in 8-bit codes.
"""
import json
import sys
import time

import numpy
from sklearn.cluster import KMeans

path, clusters, restarts = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
data = numpy.fromfile(path, dtype=numpy.uint8)
rows = []
start = 0
for size in map(int, sys.argv[4:]):
    pixels = data[start : start + 3 * size].reshape(-1, 3).astype(numpy.float64)
    start += 3 * size
    before = time.perf_counter()
    inertia = KMeans(n_clusters=clusters, n_init=restarts, random_state=0).fit(pixels).inertia_
    rows.append({"ms": 1000 * (time.perf_counter() - before), "mse": inertia / size})
json.dump(rows, sys.stdout)
