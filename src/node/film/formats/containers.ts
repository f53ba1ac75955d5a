/**
 * Containers with one film in one file, by FFmpeg's names of their demuxers. Playlists and
 * manifests (hls, dash, concat, image sequences, ...) are excluded: they name other files, and a
 * film must open no other file.
 */
export const FILM_CONTAINERS: string = [
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,ogg,asf,flv,mxf,gxf,nut,rm,ivf,wtv,dv,y4m,yuv4mpegpipe',
  'h264,hevc,vvc,obu,m4v,mjpeg,gif,apng,webp_anim,nsv,swf,smk,bink,roq',
  // Included so that the error for a sound file is that it has no video, not that it is no film.
  'mp3,wav,flac,aac,aiff,ac3,eac3,dts,ape,wv',
].join(',');

/**
 * Whether a container, by FFmpeg's name, has the clock of a broadcast: MPEG transport and program
 * streams.
 */
export const isBroadcast = (name: string): boolean => name === 'mpegts' || name === 'mpeg';
