import type { ServiceContext } from '../serviceContext.ts';

type Clock = Pick<ServiceContext, 'now' | 'formatTime'>;

const DAY = 86_400_000;
/** Beyond this a date cannot be written. */
const LAST = 8.64e15;

/** A moment for a person: as the context shows it, else `09:41:12 UTC`, with the date when it was not today. */
export function shownMoment(epoch: number, { now, formatTime }: Clock): string {
  if (formatTime !== undefined) return formatTime(epoch);
  if (!(Math.abs(epoch) <= LAST)) return 'an unknown time';
  const iso = new Date(epoch).toISOString();
  const time = `${iso.slice(11, 19)} UTC`;
  const today = Math.floor(epoch / DAY) === Math.floor(now / DAY);
  return today ? time : `${iso.slice(0, 10)} ${time}`;
}

/** How long ago, short: `just now`, `12 s ago`, `3 min ago`, `2 h ago`, `5 days ago`; for what is to come `in 2 h`. */
export function age(epoch: number, now: number): string {
  const seconds = Math.round(Math.abs(now - epoch) / 1000);
  if (seconds < 1) return 'just now';
  const amount = duration(seconds);
  return epoch > now ? `in ${amount}` : `${amount} ago`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? '1 day' : `${days} days`;
}

/** The moment (epoch ms, after `now`) at which `age` will say something else of a moment that has passed. */
export function ageChange(epoch: number, now: number): number {
  const seconds = Math.round(Math.max(0, now - epoch) / 1000);
  const unit = seconds < 60 ? 1 : seconds < 3600 ? 60 : seconds < 86_400 ? 3600 : 86_400;
  // `age` rounds to whole seconds, so each begins half a second early.
  return epoch + ((Math.floor(seconds / unit) + 1) * unit - 0.5) * 1000;
}
