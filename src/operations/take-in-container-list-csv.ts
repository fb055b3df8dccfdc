/** Takes in a container list as CSV: each container of the list is announced with what it holds. */
import { announceContainers } from "./announce-containers.ts";
import { containersInput, containerWeight } from "./map-container.ts";
import { rowTarget } from "./row-target.ts";

export const takeInContainerListCsv = rowTarget({
  format: "container-list-csv",
  operation: announceContainers,
  weight: containerWeight,
  input: containersInput,
});
