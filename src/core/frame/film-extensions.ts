/**
 * Extensions of films in a folder, lower case, without the dot: those of supported containers that
 * commonly hold films. A film with another extension must be named itself.
 *
 * `ogg` is not included: it is for sound, and `ogv` for films (RFC 5334, section 10.3).
 */
export const FILM_EXTENSIONS: readonly string[] = (
  '3g2 3gp asf avi divx dv f4v flv gxf h264 h265 hevc ivf m1v m2ts m2v m4v mj2 mjpeg mjpg mkv mov mp4 mpe mpeg mpg mpv ' +
  'mts mxf nut ogm ogv qt rm rmvb ts vob webm wmv wtv y4m'
).split(' ');

/** Whether a file name has one of {@link FILM_EXTENSIONS}, in any letter case. */
export function hasFilmExtension(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && FILM_EXTENSIONS.includes(name.slice(dot + 1).toLowerCase());
}
