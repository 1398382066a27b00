// Judges the addresses given as arguments in one Chromium and prints scores and complaints as JSON.
import * as launcher from "chrome-launcher";
import lighthouse from "lighthouse";

const chromeFlags = ["--headless=new", ...process.env.CHROME_FLAGS.split("\n")];
const chrome = await launcher.launch({ chromeFlags });
const report = {};
for (const url of process.argv.slice(2)) {
  const { lhr } = await lighthouse(url, {
    port: chrome.port,
    onlyCategories: ["accessibility", "best-practices", "seo"],
    // No performance is judged, so nothing is slowed down; "provided" would wait five seconds at each step.
    throttlingMethod: "simulate",
    disableFullPageScreenshot: true,
  });
  const scores = {};
  const failed = {};
  for (const category of Object.values(lhr.categories)) {
    scores[category.id] = Math.round(category.score * 100);
    for (const { id, weight } of category.auditRefs) {
      const audit = lhr.audits[id];
      if (weight > 0 && audit.score !== null && audit.score < 1) {
        failed[id] = [audit.title, JSON.stringify(audit.details?.items ?? audit.explanation ?? "").slice(0, 600)];
      }
    }
  }
  report[url] = { scores, failed };
}
await chrome.kill();
console.log(JSON.stringify(report));
