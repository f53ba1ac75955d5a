import type { FramePlace } from '../../../../core/protocol/index.ts';

/** Decodes frames of one film. */
export interface MomentReader {
  /**
   * Read a frame as a JPEG file; null if it cannot be shown.
   *
   * @param isFirst whether it comes before the frames that wait.
   */
  read(place: FramePlace, isFirst: boolean): Promise<Blob | null>;
  close(): void;
}
