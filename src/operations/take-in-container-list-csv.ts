/** Takes in a container list as CSV: each container of the list is announced with what it holds. */
import { announceContainers } from "./announce-containers.ts";
import { containerDepths, containersInput, containerWeight } from "./map-container.ts";
import { rowTarget } from "./row-target.ts";

export const takeInContainerListCsv = rowTarget({
  format: "container-list-csv",
  operation: announceContainers,
  weight: containerWeight,
  depths: containerDepths,
  doneBefore: ["container/announced-already"],
  input: containersInput,
});
