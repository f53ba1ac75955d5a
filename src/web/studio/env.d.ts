/** The URL of a file that is served next to the page. */
declare module '*?url' {
  const address: string;
  export default address;
}
