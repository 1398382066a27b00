/** The HTTP server: pages from the API, two style sheets, nothing else. */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { API_URL } from "./api.js";
import { layout, townStyle, type View } from "./layout.js";
import { failed, Moved, show } from "./routes.js";

const PORT = Number(process.env["PORT"] ?? 3000);
const STYLE = new URL("../static/style.css", import.meta.url);
const LARGEST = 200_000;
const HEADERS = {
  "Content-Security-Policy": `default-src 'none'; style-src 'self'; img-src 'self' data: ${API_URL}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
};

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error);
    end(response, 500, "text/plain", "Bitte versuchen Sie es später noch einmal.");
  });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(request.url ?? "/", "http://front-end");
  if (address.pathname === "/style.css") return end(response, 200, "text/css", await readFile(STYLE, "utf8"));
  if (address.pathname === "/town.css") return end(response, 200, "text/css", await townStyle());
  if (!["GET", "HEAD", "POST"].includes(request.method ?? "")) return end(response, 405, "text/plain", "");
  try {
    const sent = request.method === "POST" ? await body(request) : undefined;
    await page(response, await show(address, sent), address.pathname);
  } catch (error) {
    if (error instanceof Moved) {
      response.writeHead(error.status, { Location: error.url }).end();
      return;
    }
    await page(response, failed(error, address.pathname), address.pathname);
  }
}

async function page(response: ServerResponse, view: View, path: string): Promise<void> {
  end(response, view.status ?? 200, "text/html", await layout(view, path));
}

function end(response: ServerResponse, status: number, kind: string, text: string): void {
  response.writeHead(status, { ...HEADERS, "Content-Type": `${kind}; charset=utf-8` }).end(text);
}

async function body(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) {
    text += part;
    if (text.length > LARGEST) throw new Error("Too much was sent.");
  }
  return new URLSearchParams(text);
}

server.listen(PORT, "127.0.0.1", () => console.log(`http://127.0.0.1:${PORT} shows ${API_URL}`));
