/** This program's version, written in when it is built. */
declare const CHROMATHEQUE_VERSION: string;

/** The address of a file that is served beside the page. */
declare module '*?url' {
  const address: string;
  export default address;
}
