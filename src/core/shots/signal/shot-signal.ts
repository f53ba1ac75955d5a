/** How the frames of a part of a film differ from their neighbours. */
export interface ShotSignal {
  /** The wanted time of each frame that was decoded, ticks, ascending, shape (n,). */
  readonly times: Float64Array;
  /**
   * Features of each frame, shape (n, FEATURES). Rows within FEATURE_RADIUS of either end are zero:
   * they depend on frames beyond it.
   */
  readonly features: Uint8Array;
  /**
   * Small frames next to the ends, twice FEATURE_RADIUS of them at each end, or all of them if they
   * are fewer than that: what the missing rows are measured from.
   */
  readonly ends: Uint8Array;
}
