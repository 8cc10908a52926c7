// What comes from npm, found in the build folder.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.env.BAKEHOUSE_VALIDATORS;
const fromFolder = createRequire(path.join(folder, 'package.json'));

// Ajv for the dialect of OpenAPI 3.1, strict: a keyword that it does not know is an error.
export function schemaCompiler() {
    const ajv = new (fromFolder('ajv/dist/2020').default)({
        allErrors: true,
        strict: true,
        strictTypes: false, // of schemas that say more about an allOf
        strictRequired: false,
    });
    fromFolder('ajv-formats').default(ajv);
    // The document itself stands where a schema would; what else it holds is not looked at.
    ajv.addVocabulary([
        'openapi',
        'info',
        'servers',
        'security',
        'tags',
        'paths',
        'components',
        'x-enumDescriptions',
    ]);
    return ajv;
}

export const linter = () => fromFolder('@redocly/openapi-core');

export async function specificationValidator() {
    const file = path.join(folder, 'node_modules/@seriousme/openapi-schema-validator/index.js');
    const { Validator } = await import(pathToFileURL(fs.realpathSync(file)));
    return new Validator();
}
