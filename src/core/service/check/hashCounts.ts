/** How often each of many numbers occurs, in two tables with open addressing. None of the numbers is 0. */
export class HashCounts {
  #keys: Int32Array;
  #counts: Int32Array;
  #used = 0;

  /** `room` is about how many numbers there will be. */
  constructor(room: number) {
    const slots = 64 << Math.max(0, 26 - Math.clz32(room));
    this.#keys = new Int32Array(slots);
    this.#counts = new Int32Array(slots);
  }

  /** Counts the number so many times more, or less. */
  add(key: number, by: number): void {
    const slot = this.#slotOf(key);
    if (this.#keys[slot] === 0) {
      this.#keys[slot] = key;
      this.#used += 1;
    }
    this.#counts[slot] = (this.#counts[slot] ?? 0) + by;
    if (this.#used * 2 > this.#keys.length) this.#grow();
  }

  has(key: number): boolean {
    return (this.#counts[this.#slotOf(key)] ?? 0) > 0;
  }

  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = Math.imul(key, 0x9e3779b1) >>> 7;
    for (slot &= mask; this.#keys[slot] !== 0 && this.#keys[slot] !== key; ) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts];
    this.#keys = new Int32Array(keys.length * 4);
    this.#counts = new Int32Array(keys.length * 4);
    this.#used = 0;
    keys.forEach((key, slot) => {
      const count = counts[slot] ?? 0;
      if (count > 0) this.add(key, count);
    });
  }
}
