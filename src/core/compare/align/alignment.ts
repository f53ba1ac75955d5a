/** A stretch of a film, seconds on its own clock. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A stretch of film A and the stretch of film B that shows the same. */
export interface Block {
  readonly a: Stretch;
  readonly b: Stretch;
  /** Absent in blocks that `alignFilms` did not find. */
  readonly margin?: BlockMargin;
}

/** By how much the ends of a block may be off, seconds of A. */
export interface BlockMargin {
  readonly from: number;
  readonly to: number;
}

/** Which stretch of one film is which stretch of another. */
export interface Alignment {
  /** Whether the two are editions of one film. If not, there are no blocks. */
  readonly isSameFilm: boolean;
  /** How many seconds of A go by in one second of B: 25/24 if A runs at 24 and B at 25 frames. */
  readonly speed: number;
  /** By how much the speed may be off. */
  readonly speedMargin: number;
  /**
   * In order of A's time. A moved stretch breaks the order of B; a stretch that B shows twice is in
   * two blocks.
   */
  readonly blocks: readonly Block[];
  /** What no block covers, in order of time. */
  readonly onlyA: readonly Stretch[];
  readonly onlyB: readonly Stretch[];
}
