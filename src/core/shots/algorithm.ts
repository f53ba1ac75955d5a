/**
 * Version of the rules that detect shots, stored in each fingerprint. Raise it with every change of
 * what is found.
 */
export const SHOT_ALGORITHM = 2;
