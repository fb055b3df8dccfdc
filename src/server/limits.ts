/** Every bound of the HTTP server in one place. Reaching one is a refusal, never a fault. */

const KIB = 1024;
const MIB = 1024 * KIB;

/** Largest JSON body: 10,000 declarations with their lines. */
export const JSON_BYTES_LIMIT = 16 * MIB;
/** Largest JSON body of an act that is no batch: nobody unknown makes the server read more. */
export const SINGLE_BYTES_LIMIT = 16 * KIB;
/** Longest head of a request. */
export const HEADERS_BYTES_LIMIT = 16 * KIB;
/** A request must have arrived whole after this. */
export const REQUEST_ARRIVES_MS = 120_000;
/** Its head must have arrived after this. */
export const HEADERS_ARRIVE_MS = 15_000;
/** An unused connection is closed after this. */
export const KEEP_ALIVE_MS = 72_000;
/** A body that was refused is read and thrown away this long, so that its sender sees why. */
export const LINGER_MS = 1_000;
/** Requests under way get this long to finish when the server stops. */
export const STOP_MS = 30_000;
/** While it stops, connections that have nothing under way are closed this often. */
export const CLOSE_IDLE_EVERY_MS = 50;
/** A session in use is marked so at most this often. */
export const TOUCH_EVERY_MS = 30_000;
/** The use of a token is written at most this often: many requests a second carry the same one. */
export const TOUCH_TOKEN_EVERY_MS = 60_000;
/** Less free disk than this and the centre is read-only, before the database fails. */
export const DISK_FREE_BYTES = 512 * MIB;
/** Between two looks at the disk. */
export const DISK_EVERY_MS = 5_000;
/** The public may ask this often per address: so many at once, and then so many a second. */
export const PUBLIC_RATE = { burst: 60, perSecond: 2 };
/** Tries to sign in per address; a whole shift may come through one address. */
export const SIGN_IN_RATE = { burst: 60, perSecond: 1 };
/** Addresses remembered; beyond it the longest unused is forgotten. */
export const ADDRESSES_LIMIT = 10_000;
