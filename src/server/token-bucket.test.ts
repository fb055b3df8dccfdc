import { describe, expect, test } from "vitest";
import { makeLimiter, networkOf } from "./token-bucket.ts";

describe("what an address is counted as", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002::9", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("%s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test("ten thousand addresses of one network share one bucket", () => {
    const limiter = makeLimiter({ burst: 60, perSecond: 1 }, 10_000);
    const waits = Array.from({ length: 10_000 }, (_one, at) =>
      limiter(networkOf(`2001:db8::${at.toString(16)}`), 0),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(60);
  });
});
