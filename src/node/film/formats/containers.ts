/**
 * Containers that hold one film in one file, by FFmpeg's names for their demuxers. Playlists and manifests (hls, dash, concat,
 * image sequences, ...) are left out: they name other files, and a film must open nothing but itself.
 */
export const FILM_CONTAINERS: string = [
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,ogg,asf,flv,mxf,gxf,nut,rm,ivf,wtv,dv,y4m,yuv4mpegpipe',
  'h264,hevc,vvc,obu,m4v,mjpeg,gif,apng,webp_anim,nsv,swf,smk,bink,roq',
  // Recognised so that a sound file is said to have no picture, rather than to be no film.
  'mp3,wav,flac,aac,aiff,ac3,eac3,dts,ape,wv',
].join(',');

/** Tell by FFmpeg's name of a container whether it carries the clock of a broadcast: MPEG transport and program streams. */
export const isBroadcast = (name: string): boolean => name === 'mpegts' || name === 'mpeg';
