import type { Fingerprint } from '../../fingerprint/index.ts';
import { describeShotColors, listScenes, type NamedShot, nameShots } from './named-shot.ts';

/** Options of chapters. */
export interface ChapterOptions {
  /**
   * Whether each shot or each scene is a chapter.
   *
   * @default 'shots'
   */
  readonly chapters?: 'shots' | 'scenes' | undefined;
}

/**
 * Write shots or scenes as WebVTT chapters, for the `<track kind="chapters">` of a video.
 *
 * @throws {RenderError} `lacks-data` if the shots were not detected.
 * @see https://www.w3.org/TR/webvtt1/#chapters
 */
export function shotsToChapters(fingerprint: Fingerprint, { chapters = 'shots' }: ChapterOptions = {}): string {
  const shots = nameShots(fingerprint);
  if (chapters === 'scenes') {
    return formatTrack(listScenes(shots).map((scene) => ({ ...scene, text: `Scene ${scene.number}` })));
  }
  return formatTrack(shots.map((shot) => ({ ...shot, text: nameChapter(shot) })));
}

/** "Shot 12: slate blue 35 %, black 20 %", without a character that a cue would have to escape. */
function nameChapter({ number, colors }: NamedShot): string {
  return colors.length === 0 ? `Shot ${number}` : `Shot ${number}: ${describeShotColors(colors)}`;
}

/** The place of a picture in a sprite, pixels. */
export interface SpriteTile {
  /** Index of the shot, from 0. */
  readonly shot: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Write a WebVTT track of thumbnails as JW Player, Video.js plugins and Plyr read it: each cue names
 * a rectangle of a sprite. A shot without a picture has no cue.
 *
 * @param sprite URL of the sprite, relative to the track.
 * @throws {RenderError} `lacks-data` if the shots were not detected.
 * @see https://docs.jwplayer.com/platform/docs/vdh-add-preview-thumbnails
 */
export function shotsToThumbnails(fingerprint: Fingerprint, sprite: string, tiles: readonly SpriteTile[]): string {
  const shots = nameShots(fingerprint);
  return formatTrack(
    tiles.map(({ shot, x, y, width, height }) => {
      const { from, to } = shots[shot]!;
      return { from, to, text: `${sprite}#xywh=${x},${y},${width},${height}` };
    }),
  );
}

interface Cue {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function formatTrack(cues: readonly Cue[]): string {
  const blocks = cues.map(({ from, to, text }) => `${formatTime(from)} --> ${formatTime(to)}\n${text}\n`);
  return ['WEBVTT\n', ...blocks].join('\n');
}

/** Hours are always written: players read "(HH:)MM:SS.mmm", some of them only the long form. */
function formatTime(seconds: number): string {
  const milliseconds = Math.max(0, Math.round(seconds * 1000));
  const whole = Math.floor(milliseconds / 1000);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${parts.map((part) => String(part).padStart(2, '0')).join(':')}.${String(milliseconds % 1000).padStart(3, '0')}`;
}
