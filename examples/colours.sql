-- chromatheque export library -o colors.parquet, then: duckdb < colours.sql
-- Choose one part of the table (film, shot or column), else colours count several times.

-- The palette of each film: the five colours with the largest shares.
SELECT title, rank, color, round(share, 3) AS share
FROM 'colors.parquet'
WHERE part = 'film' AND rank <= 5
ORDER BY title, rank;

-- How light and how colourful each film is, in OKLab.
SELECT
  title,
  round(sum(share * oklab_l) / sum(share), 3) AS lightness,
  round(sum(share * sqrt(oklab_a ** 2 + oklab_b ** 2)) / sum(share), 3) AS chroma
FROM 'colors.parquet'
WHERE part = 'column'
GROUP BY film, title
ORDER BY lightness;
