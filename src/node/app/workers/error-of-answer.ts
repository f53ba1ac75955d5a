import { FormatError } from '../../../core/fingerprint/index.ts';
import { FilmError } from '../../../core/frame/index.ts';
import { fromWire, type WireError } from '../../../core/options/index.ts';
import { RenderError } from '../../../core/poster/index.ts';

/**
 * Create the error of a worker's answer again. Apart from the messages, so that workers which read
 * films do not load the poster room.
 */
export const errorOfAnswer = (failure: WireError): Error => fromWire(failure, { FilmError, FormatError, RenderError });
