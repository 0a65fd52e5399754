/** Seconds in words, e.g. `12 s`, `3 min`, `2 h`. */
export function showSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 120) return `${whole} s`
  if (whole < 7_200) return `${Math.round(whole / 60)} min`
  if (whole < 172_800) return `${Math.round(whole / 3_600)} h`
  return `${Math.round(whole / 86_400)} days`
}

/** A time of a chain, in seconds, as a date and time here. */
export function showTime(seconds: number | bigint): string {
  return new Date(Number(seconds) * 1_000).toLocaleString()
}
