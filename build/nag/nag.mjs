// Holds what `cdk synth` made against cdk-nag's AwsSolutions rules.
// Usage: node build/nag/nag.mjs CDK_OUT...  Exit code 1: a finding that build/nag/accepted.json does not explain, or an explanation of nothing in any of them.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';

const accepted = JSON.parse(readFileSync(new URL('accepted.json', import.meta.url), 'utf8'));

const templates = process.argv.slice(2).flatMap((assembly) =>
  readdirSync(assembly).filter((name) => name.endsWith('.template.json')).map((name) => join(assembly, name)));
const findings = templates.flatMap(check);
const unexplained = findings.filter((finding) => !accepted.some((entry) => explains(entry, finding)));
const stale = accepted.filter((entry) => !findings.some((finding) => explains(entry, finding)));

for (const { rule, resource, detail } of unexplained) {
  console.error(`nag: ${rule} at ${resource}: ${detail}`);
}
for (const { rule, resource } of stale) {
  console.error(`nag: accepted.json explains ${rule} at ${resource}, which is no finding (any more): remove it`);
}
console.log(`nag: AwsSolutions: ${templates.length} templates, ${findings.length} findings, ${findings.length - unexplained.length} explained, ${stale.length} explanations of nothing`);
process.exitCode = unexplained.length + stale.length > 0 ? 1 : 0;

// One finding per rule, resource and, where a rule has several at one resource, what it found: AwsSolutions-IAM5[Resource::*].
function check(file) {
  const name = basename(file, '.template.json');
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, name);
  new CfnInclude(stack, 'T', { templateFile: file });
  return new AwsSolutionsChecks(app).validateScope(stack).violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map((at) => ({ rule: ruleName, resource: at.constructPath.replace('/T/', '/'), detail: description })));
}

function explains(entry, { rule, resource }) {
  return matches(entry.rule, rule) && matches(entry.resource, resource);
}

// '*' in a pattern stands for anything, '\*' for itself, as everything else does.
function matches(pattern, text) {
  return new RegExp(`^${pattern.split(/(?<!\\)\*/).map((part) => part.replaceAll('\\*', '*')).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(text);
}
