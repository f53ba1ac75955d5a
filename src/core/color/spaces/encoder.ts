// Where the search starts: the code of each of 4096 equal steps of light. The curves are steepest
// at black, where one such step holds a few codes.
const CELLS = 4096;

/**
 * Create a function that encodes linear light as the nearest 8-bit code of a curve.
 *
 * @param decode the curve: code value, 0 to 1, to linear light, 0 to 1; ascending.
 * @returns a function from light, any number, to an integer 0 to 255: exactly rounded in code
 *   values (halves go up). Values outside 0 to 1 are clamped, NaN is 0.
 */
export function createEncoder(decode: (code: number) => number): (light: number) => number {
  // Light half way (in code values) between a code and the next: where rounding changes.
  const upperEdge = Float64Array.from({ length: 255 }, (_, code) => decode((code + 0.5) / 255));
  const cellCode = new Uint8Array(CELLS + 1);
  for (let cell = 0, code = 0; cell <= CELLS; cell++) {
    while (code < 255 && cell / CELLS >= upperEdge[code]!) code++;
    cellCode[cell] = code;
  }
  return (light) => {
    if (!(light > 0)) return 0;
    if (light >= 1) return 255;
    let code = cellCode[Math.floor(light * CELLS)]!;
    while (code < 255 && light >= upperEdge[code]!) code++;
    return code;
  };
}
