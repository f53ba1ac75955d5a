import type { Loudness } from './loudness.ts';

/** The chosen sound track of a film. */
export interface SoundInfo {
  /** FFmpeg's codec name. */
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
  /** The sound track that belongs to the picture; null if the film has none. */
  readonly info: SoundInfo | null;
  /**
   * Measure the loudness around each instant of one span; null where it has no sound. The result
   * depends only on these instants, not on earlier calls. It yields to the event loop regularly.
   *
   * @param instants seconds on the film's own clock, ascending.
   */
  measure(instants: Float64Array): Promise<(Loudness | null)[]>;
  /** Packets that the decoder rejected so far. */
  readonly damagedPackets: number;
  /** Free everything. The source cannot be used afterwards. */
  close(): void;
}
