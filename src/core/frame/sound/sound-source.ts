import type { Loudness } from './loudness.ts';

/** The chosen sound track of a film. */
export interface SoundInfo {
  /** FFmpeg's name. */
  readonly codec: string;
  readonly channels: number;
  /** Hertz. */
  readonly sampleRate: number;
}

/**
 * The port through which a film's sound is read.
 *
 * @throws {FilmError} from every member.
 */
export interface SoundSource {
  /** The sound that belongs to the picture, or null where the film has none. */
  readonly info: SoundInfo | null;
  /**
   * Measure how loud the film is around each instant of one span, null where it has no sound. What it gives depends on these instants
   * alone, not on what was measured before. It yields to the event loop now and then.
   *
   * @param instants seconds on the film's own clock, ascending.
   */
  measure(instants: Float64Array): Promise<(Loudness | null)[]>;
  /** Packets that the decoder rejected so far. */
  readonly damagedPackets: number;
  /** Free everything. The source cannot be used afterwards. */
  close(): void;
}
