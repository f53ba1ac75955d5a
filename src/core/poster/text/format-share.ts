/** Write a share for people: "35 %", "0.4 %"; what is less than that is not nothing. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return percent < 0.1 ? '< 0.1 %' : `${percent < 1 ? percent.toFixed(1) : Math.round(percent)} %`;
}
