/**
 * Which rules find a frame's colours. It is raised whenever the same pixels would give other swatches, so that columns found by different rules are never mixed.
 *
 * 1 (not stored): 12 groups merged at CIEDE2000 10. 2: `findColors`. 3: the same colours, with their contiguity.
 */
export const COLOR_ALGORITHM = 3;
