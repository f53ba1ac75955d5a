/**
 * Load sharp when there are pixels to draw or to read: an SVG needs none, and starts the sooner.
 */
export async function loadSharp(): Promise<typeof import('sharp').default> {
  return (await import('sharp')).default;
}
