/** A point in time to show: ISO 8601 for machines, a clock's reading for people. */
export interface Moment {
  readonly iso: string;
  readonly text: string;
}

/**
 * The moment in the zone (an IANA name; the computer's own unless given). The day is said when it is not the same
 * as that of `reference`. All times are epoch milliseconds.
 */
export function momentOf(epoch: number, reference: number, zone: string | undefined): Moment {
  const day = dayOf(epoch, zone);
  const time = format(epoch, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  return { iso: new Date(epoch).toISOString(), text: day === dayOf(reference, zone) ? time : `${day} ${time}` };
}

/** ISO's order of the date, which nobody misreads. */
function dayOf(epoch: number, zone: string | undefined): string {
  return format(epoch, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE');
}

function format(epoch: number, zone: string | undefined, options: Intl.DateTimeFormatOptions, locale = 'en-GB') {
  return new Intl.DateTimeFormat(locale, { ...options, ...(zone === undefined ? {} : { timeZone: zone }) }).format(
    epoch,
  );
}
