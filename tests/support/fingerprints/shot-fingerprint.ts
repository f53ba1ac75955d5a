import type { Fingerprint, Shot } from '#core/fingerprint/index';
import { picturedFingerprint } from './pictured-fingerprint.ts';

/** Invent a fingerprint with four shots of two scenes, the third one black, each with a thumbnail. */
export function shotFingerprint(): Fingerprint {
  const fingerprint = picturedFingerprint();
  const { columns, sampling, pictures } = fingerprint;
  const seconds = sampling.to - sampling.from;
  const borders = [0, 0.2, 0.5, 0.6, 1].map((share) => sampling.from + share * seconds);
  const shots = borders.slice(1).map((to, i): Shot => {
    const { swatches, measures } = columns[5 * i + 2]!;
    const black = { swatches: [{ color: '#000000', share: 1 }], measures: { ...measures!, lightness: 0, contrast: 0 } };
    return {
      from: borders[i]!,
      to,
      fromFrame: 100 * i,
      toFrame: 100 * (i + 1),
      transition: i === 0 ? null : { kind: 'cut', fromFrame: 100 * i, toFrame: 100 * i },
      scene: i < 2 ? 0 : 1,
      frameTime: (borders[i]! + to) / 2,
      swatches,
      measures: measures!,
      ...(i === 2 && black),
    };
  });
  const thumbnails = shots.map((_, shot) => ({ shot, jpeg: pictures!.thumbnails[shot]!.jpeg }));
  return { ...fingerprint, shots, pictures: { ...pictures!, shots: thumbnails } };
}
