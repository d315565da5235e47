/** What can go wrong on the way, by what has to be done about it. The message is the server's own sentence, or empty. */

/** Nothing is lost: try again later. */
export class RetryLater extends Error {
  /** @param {string} code @param {string} [message] @param {number | null} [afterMs] */
  constructor(code, message = "", afterMs = null) {
    super(message);
    this.code = code;
    this.afterMs = afterMs;
  }
}

/** A person has to do something. */
export class NeedsPerson extends Error {
  /** @param {string} code @param {string} [message] */
  constructor(code, message = "") {
    super(message);
    this.code = code;
  }
}

/** The session is over; capturing goes on, sending waits. */
export class SignInNeeded extends NeedsPerson {
  /** @param {string} [message] */
  constructor(message) {
    super("sign_in", message);
  }
}

/** The server refused the chain: what it has not got goes on in a new one. */
export class ChainRefused extends NeedsPerson {}

/** The server does not know the chain at all: it was restored from a copy that is older than the chain. */
export class EpochLost extends ChainRefused {}

/** This browser does not keep keys: nothing personal may be written on this phone. */
export class KeysNotKept extends NeedsPerson {
  constructor() {
    super("keys_not_kept");
  }
}

/** The request was too much at once. */
export class TooLarge extends RetryLater {}
