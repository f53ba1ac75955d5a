/**
 * Whether the page shows shots. The build makes two scripts from these sources, so that the page of
 * a film without shots contains no code for them.
 */
declare const HAS_SHOTS: boolean;
