/**
 * Write an instant as a clock shows it: "0:07", "12:30", "1:02:07".
 *
 * @param seconds from 0 up; cut, not rounded, to what is shown.
 * @param decimals of a second, 0 to 3.
 */
export function formatTimecode(seconds: number, decimals = 0): string {
  const scale = 10 ** decimals;
  // Half a millionth, for tenths that are no whole numbers in a computer.
  const units = Math.floor(seconds * scale + 5e-7);
  const whole = Math.floor(units / scale);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const clock = hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  return decimals === 0 ? clock : `${clock}.${String(units % scale).padStart(decimals, '0')}`;
}
