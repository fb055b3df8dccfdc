/**
 * A process of its own that serves the centre of a data folder: first argument the folder, second
 * the port (0 for any). Says in one line of JSON where it is. Started by benchmarks and soaks.
 */
import { serveCentre } from "./served-centre.ts";

const [folder = "", port = "0"] = process.argv.slice(2);
await serveCentre(folder, Number(port));
