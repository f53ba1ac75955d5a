import { type OptionalData, RenderError } from '../../../core/poster/index.ts';

/** What a layout shows, how a fingerprint is made without it, and how a film gets it here. */
const LACKS: { readonly [Lack in OptionalData]: string } = {
  pictures: 'this layout shows frames of the film, and its fingerprint was made without them. Open the film itself',
  loudness: 'this layout shows the loudness of the film, which was not measured. Open the film itself',
  shots: 'this layout shows shots, which were not detected. Switch on “Detect shots” and open the film itself',
};

/**
 * Explain in words of the studio what a film lacks for a layout: the message of the error names
 * options of the command line.
 */
export function explainLack<Thrown>(error: Thrown): Thrown | RenderError {
  if (!(error instanceof RenderError) || error.lacks === null) return error;
  return new RenderError('lacks-data', LACKS[error.lacks], { lacks: error.lacks, cause: error });
}
