/**
 * Prints "PASSED FAILED" from the JSON report of the test runner named as the only argument, and on
 * stderr the seconds of the slowest files.
 * A file that failed without a failed test in it (it could not be loaded) counts as one failure.
 */
import { readFileSync } from "node:fs";
import { relative } from "node:path";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const files = report.testResults;
const brokenFiles = files.filter(
  (file) =>
    file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
);
const seconds = ({ startTime, endTime }) => (endTime - startTime) / 1000;
const slowest = files.sort((one, other) => seconds(other) - seconds(one)).slice(0, 10);
for (const file of slowest) {
  console.error(`${seconds(file).toFixed(1).padStart(6)} s ${relative(process.cwd(), file.name)}`);
}
console.log(`${report.numPassedTests} ${report.numFailedTests + brokenFiles.length}`);
