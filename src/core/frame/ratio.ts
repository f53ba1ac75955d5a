/** A frame rate, a time base or a pixel aspect as the container states it: exact, never a rounded decimal. */
export interface Ratio {
  readonly num: number;
  readonly den: number;
}
