import type { Crop, CropPlan } from './crop.ts';

/** Find the smallest rectangle that contains all crops of a film. */
export function coverCrops({ stretches }: CropPlan): Crop {
  const crops = stretches.map(({ crop }) => crop);
  const x = Math.min(...crops.map((crop) => crop.x));
  const y = Math.min(...crops.map((crop) => crop.y));
  return {
    x,
    y,
    width: Math.max(...crops.map((crop) => crop.x + crop.width)) - x,
    height: Math.max(...crops.map((crop) => crop.y + crop.height)) - y,
  };
}
