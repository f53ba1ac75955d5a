/** Version of this program; the build of the studio inserts it. */
declare const CHROMATHEQUE_VERSION: string;
