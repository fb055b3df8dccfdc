/**
 * Prints "PASSED FAILED" from the JSON report of the test runner named as the only argument.
 * A file that failed without a failed test in it (it could not be loaded) counts as one failure.
 */
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const files = report.testResults;
const brokenFiles = files.filter(
  (file) =>
    file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
);
console.log(`${report.numPassedTests} ${report.numFailedTests + brokenFiles.length}`);
