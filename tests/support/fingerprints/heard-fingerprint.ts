import type { Column, Fingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from './synthetic-fingerprint.ts';

/** Three JPEG files of 32 x 18 pixels, base64: a light disc before brown, blue and green. */
const FRAMES: readonly string[] = [
  [
    '/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBD',
    'ARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAASACAD',
    'ASIAAhEBAxEB/8QAFwABAAMAAAAAAAAAAAAAAAAAAAIEBf/EAB0QAAICAgMBAAAAAAAAAAAAAAABAgMFEQQTMRT/xAAXAQEBAQEA',
    'AAAAAAAAAAAAAAAAAwEC/8QAFhEBAQEAAAAAAAAAAAAAAAAAABEB/9oADAMBAAIRAxEAPwCePx31Q7LJOMN6WvWMhjvlh2Vycob0',
    '9+osYrm1QoVNslBxb0340Mrzap0OmqSm5Nba8SIq3axwAY7AAAAAH//Z',
  ].join(''),
  [
    '/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBD',
    'ARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAASACAD',
    'ASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUE/8QAHRAAAgICAwEAAAAAAAAAAAAAAAECAwURBBMxFP/EABYBAQEBAAAA',
    'AAAAAAAAAAAAAAACA//EABgRAAIDAAAAAAAAAAAAAAAAAAABAhEh/9oADAMBAAIRAxEAPwCcUcdjPqh22ScYb0kvWTi1iOfTDjqi',
    '2ag4t6b8aNZtpYZxq9M2RxnyQ7a5OUN6afqJxay/Ppnx3RVNTcmtteJEUQba0Sq8AALJAAAP/9k=',
  ].join(''),
  [
    '/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBD',
    'ARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAASACAD',
    'ASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQF/8QAHRAAAgICAwEAAAAAAAAAAAAAAAECAwURBBMxFP/EABYBAQEBAAAA',
    'AAAAAAAAAAAAAAACA//EABYRAQEBAAAAAAAAAAAAAAAAAAARAf/aAAwDAQACEQMRAD8AjABkxX4/HfTDssk4w3pa9YyGO+aHZXJy',
    'hvT36ijFc2qFCptkoOLem/GhlebVOh01SU3JrbXiQXMjIAAQAAD/2Q==',
  ].join(''),
];
/** One of 18 x 32 pixels. */
const TALL_FRAME: string = [
  '/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBD',
  'ARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAgABID',
  'ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAA',
  'AAEE/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AkARpAAAAAAf/2Q==',
].join('');

/** The eight bytes that every PNG file begins with: nothing of a squeezed picture is drawn here. */
const SQUEEZED = 'iVBORw0KGgo=';

/** What the fingerprint has. */
export interface HeardOptions {
  /** Frames made small. */
  readonly thumbnails?: number;
  readonly isTall?: boolean;
}

/** Invent the fingerprint of a film with sound that swells and ebbs, and with thumbnails. */
export function heardFingerprint(count: number, { thumbnails = 24, isTall = false }: HeardOptions = {}): Fingerprint {
  const film = syntheticFingerprint(count);
  const columns = film.columns.map((column, i): Column => {
    const rms = Math.round(1e6 * 0.3 * (((i * 7) % count) / count) ** 2) / 1e6;
    return { ...column, sound: { rms, lufs: -20 } };
  });
  const shown = Math.min(thumbnails, count);
  return {
    ...film,
    film: { ...film.film, sound: { codec: 'aac', channels: 2, sampleRate: 48_000 } },
    pictures: {
      thumbnails: Array.from({ length: shown }, (_, i) => ({
        column: Math.floor(((i + 0.5) * count) / shown),
        jpeg: isTall ? TALL_FRAME : FRAMES[i % FRAMES.length]!,
      })),
      squeezed: SQUEEZED,
    },
    columns,
  };
}
