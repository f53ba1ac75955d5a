/** An exact ratio: a frame rate, a time base or a pixel aspect as the container states it. */
export interface Ratio {
  readonly num: number;
  readonly den: number;
}
