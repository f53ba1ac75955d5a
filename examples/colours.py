"""The palette of each film, and how light each is: python colours.py colors.parquet"""
import sys

import pandas as pd

swatches = pd.read_parquet(sys.argv[1])

# Choose one part of the table (film, shot or column), else colours count several times.
palettes = swatches[(swatches.part == "film") & (swatches["rank"] <= 5)]
print(palettes.sort_values(["title", "rank"])[["title", "rank", "color", "share"]].to_string(index=False))

columns = swatches[swatches.part == "column"]
weighted = columns.assign(light=columns.share * columns.oklab_l).groupby("title")[["light", "share"]].sum()
print((weighted.light / weighted.share).sort_values().round(3).rename("lightness").to_string())
