/**
 * Reads `{components, checks: [{schema, values}]}` and prints for each schema either what Ajv, in its strict mode, has
 * against it, or its verdict about each value. `components` are those of a contract, which schemas may refer to.
 */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const ajv = new Ajv2020({ strict: true, validateFormats: false });
// What OpenAPI adds to JSON Schema.
ajv.addVocabulary(["components", "discriminator", "example"]);
const { components, checks } = JSON.parse(readFileSync(0, "utf8").replaceAll('"#/components/', '"contract:#/components/'));
ajv.addSchema({ $id: "contract:", components });

function verdicts({ schema, values }) {
  try {
    const validate = ajv.compile(schema);
    return values.map((value) => validate(value));
  } catch (error) {
    return error.message;
  }
}

console.log(JSON.stringify(checks.map(verdicts)));
