/** The program of one thread: checks the document it is given, says what it found, and ends. */
import { parentPort, workerData } from "node:worker_threads";
import { checkSignature, type SignatureCheck } from "./signature-check.ts";

parentPort?.postMessage(checkSignature(workerData as SignatureCheck));
