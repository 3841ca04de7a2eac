/** A list of 32-bit integers that grows at its end. */
export class Integers {
  length = 0;
  #values: Int32Array;

  constructor(room: number) {
    this.#values = new Int32Array(room);
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow(this.length + 1);
    this.#values[this.length] = value;
    this.length += 1;
  }

  /** Adds the first of the values. */
  append(values: Int32Array, count: number): void {
    if (this.length + count > this.#values.length) this.#grow(this.length + count);
    this.#values.set(values.subarray(0, count), this.length);
    this.length += count;
  }

  /** What is in it; nothing may be added afterwards. */
  values(): Int32Array {
    return this.#values.length > this.length * 1.2 ? this.#values.slice(0, this.length) : this.#values;
  }

  #grow(least: number): void {
    const larger = new Int32Array(Math.max(least, this.#values.length * 2));
    larger.set(this.#values);
    this.#values = larger;
  }
}
