/**
 * Containers with one film in one file, by FFmpeg's demuxer names. Playlists and manifests (hls,
 * dash, concat, image sequences, ...) are excluded: they name other files, and a film must not open
 * anything else.
 */
export const FILM_CONTAINERS: string = [
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,ogg,asf,flv,mxf,gxf,nut,rm,ivf,wtv,dv,y4m,yuv4mpegpipe',
  'h264,hevc,vvc,obu,m4v,mjpeg,gif,apng,webp_anim,nsv,swf,smk,bink,roq',
  // Included so that the error for a sound file is "no picture", not "no film".
  'mp3,wav,flac,aac,aiff,ac3,eac3,dts,ape,wv',
].join(',');

/**
 * Whether a container, by FFmpeg's name, has a broadcast clock: MPEG transport and program streams.
 */
export const isBroadcast = (name: string): boolean => name === 'mpegts' || name === 'mpeg';
