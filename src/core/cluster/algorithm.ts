/**
 * The version of the rules that find the colours of frames and films. It increases whenever the
 * same pixels give other colours, so that results of different rules are never mixed.
 *
 * 1 (not stored): 12 groups merged at CIEDE2000 10. 2: `findColors`. 3: the same colours, with
 * their contiguity. 4: the same, and a film palette that covers the colours that columns name.
 */
export const COLOR_ALGORITHM = 4;
