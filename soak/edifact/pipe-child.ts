/** Pipes gigabytes in a process of its own: `GIGABYTES SEED`. */
import { pipeGigabytes } from "./pipe.ts";

const [gigabytes = "0", seed = "1"] = process.argv.slice(2);
console.log(JSON.stringify(pipeGigabytes(Number(gigabytes), Number(seed))));
