/** Prints what redocly's recommended rules have against a contract. */
import { createConfig, lint } from "@redocly/openapi-core";

// Lists end with a slash, see docs/api.md.
const rules = { "no-path-trailing-slash": "off" };
const config = await createConfig({ extends: ["recommended"], rules });
for (const { severity, ruleId, message, location } of await lint({ ref: process.argv[2], config })) {
  console.log(`${severity} ${ruleId}: ${message} (${location[0]?.pointer})`);
}
