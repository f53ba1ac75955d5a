# How light a film is over time: chromatheque film.json -o film.csv, then Rscript colours.R film.csv
swatches <- read.csv(commandArgs(trailingOnly = TRUE)[1])

# L is CIELAB's lightness, 0 to 100; the shares of a column sum to 1.
lightness <- sapply(split(swatches, swatches$column), function(column) weighted.mean(column$L, column$share))
times <- tapply(swatches$time, swatches$column, min)

png("lightness.png", width = 1200, height = 400)
plot(times, lightness, type = "l", ylim = c(0, 100), xlab = "seconds", ylab = "lightness (CIELAB L*)")
dev.off()
