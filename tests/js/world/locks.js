/** As much of the Web Locks API as the courier uses: exclusive locks that are had at once or not at all. */

/** @returns {LockManager} */
export function fakeLocks() {
  /** @type {Set<string>} */
  const held = new Set();
  /** @param {string} name @param {LockOptions} options @param {(lock: Lock | null) => Promise<unknown>} work */
  const request = async (name, options, work) => {
    if (!options.ifAvailable) throw new TypeError("only ifAvailable is played here");
    if (held.has(name)) return work(null);
    held.add(name);
    try {
      return await work({ name, mode: "exclusive" });
    } finally {
      held.delete(name);
    }
  };
  return /** @type {LockManager} */ (/** @type {unknown} */ ({ request, query: () => Promise.resolve({ held: [...held], pending: [] }) }));
}
