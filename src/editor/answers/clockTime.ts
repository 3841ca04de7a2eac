/** The time of day for today, the date too for other days; both as the user's system writes them. */
export function clockTime(epoch: number): string {
  const then = new Date(epoch);
  const today = then.toDateString() === new Date().toDateString();
  return today ? then.toLocaleTimeString() : then.toLocaleString();
}
