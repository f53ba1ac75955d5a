/** This program's version, written in when the studio is built. */
declare const CHROMATHEQUE_VERSION: string;
