import { spawnSync } from 'node:child_process';
import type { FrameSource } from '#core/frame/index';
import { openFfmpegSource, openLibavSource } from '#node/film/index';
import { isInPath } from '../processes/programs.ts';

/** An implementation of FrameSource, for suites that test every implementation. */
export interface TestedBackend {
  readonly name: string;
  /** Without shortcuts, so that pictures are the same to the bit. */
  open(path: string): Promise<FrameSource>;
  /** Numbers of instants at which each made film is read. */
  readonly instants: readonly number[];
  /** Instants at which each real film is read. */
  readonly mediaInstants: number;
  /** Names of real films that are not read. */
  readonly leavesOut: RegExp;
  /** Names of the rotated and mirrored films that are read; all when absent. */
  readonly ways?: RegExp;
  /** Why it does not apply the container's cropping, or false. */
  readonly isBlindToMargins: string | false;
  /** Why it cannot be tested here, or false. */
  readonly skip: string | false;
}

/** Whether the system's FFmpeg is older than 7.1. Builds of the newest sources have no number. */
function isBefore71(): boolean {
  const { stdout } = spawnSync('ffmpeg', ['-version'], { encoding: 'utf8' });
  const [, major, minor] = /^ffmpeg version n?(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return major !== undefined && Number(major) + Number(minor) / 100 < 7.01;
}

/**
 * Why the system's FFmpeg cannot be tested here, or false. With CI=true it is always tested: tests
 * fail without it.
 */
export const FFMPEG_SKIP: string | false =
  process.env.CI !== 'true' && !(isInPath('ffmpeg') && isInPath('ffprobe')) && 'ffmpeg and ffprobe are not in the PATH';

/** Every backend. */
export const TESTED_BACKENDS = {
  libav: {
    name: 'libav',
    open: (path) => openLibavSource(path, { hasShortcuts: false }),
    instants: [7, 60],
    mediaInstants: 8,
    // Their last frame is truncated: it is missing, where the oracle shows a concealed frame. Other
    // tests cover that.
    leavesOut: /annex-b|testsrc2_odd_(?:width|height)_(?!and)|sintel_18s|sample_edit/,
    isBlindToMargins: false,
    skip: false,
  },
  // Fewer films: each span starts FFmpeg, and large pictures are slow to pipe. FFmpeg 5.1 lacks VVC.
  ffmpeg: {
    name: 'ffmpeg',
    open: (path) => openFfmpegSource(path, { hasShortcuts: false }),
    instants: [7],
    mediaInstants: 3,
    leavesOut:
      /sample_vvc|annex-b|cursed-vfr|sample_edit_list|sintel|testsrc2|bt|movie-hello.(?:mp4|mpeg)|nasa_13013.mp4|rotate/,
    // One without either, one rotated, one mirrored, and one with both.
    ways: /upright|right side|left to right|rising/,
    get isBlindToMargins() {
      return isBefore71() && 'FFmpeg before 7.1 does not report the cropping of containers';
    },
    skip: FFMPEG_SKIP,
  },
} satisfies Record<string, TestedBackend>;
