/**
 * One line per step. A step under half a second stays silent about its start, a longer one says
 * that it runs and, every five seconds, that it still does: nobody should wonder whether it hangs.
 */
const announceAfter = 500;
const remindEvery = 5_000;

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

export async function step(label, work) {
  const started = Date.now();
  let announced = false;
  const announce = () => {
    announced = true;
    console.log(`• ${label} …`);
  };
  const opening = setTimeout(announce, announceAfter);
  const reminder = setInterval(
    () => console.log(`    still at it: ${label}, ${seconds(Date.now() - started)}`),
    remindEvery,
  );
  try {
    const result = await work();
    console.log(`${announced ? '  ' : '• '}${label}: ${seconds(Date.now() - started)}`);
    return result;
  } finally {
    clearTimeout(opening);
    clearInterval(reminder);
  }
}
