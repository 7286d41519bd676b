"use strict";

/* Builds a form for each operation of openapi.json, and shows the answers. */

const LONGEST = 400; // characters of one text in an answer, such as a picture in base64

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const resolved = (description, schema) =>
  schema.$ref ? schema.$ref.split("/").slice(1).reduce((at, step) => at[step], description) : schema;

const fieldsOf = (description, operation) => {
  const fields = (operation.parameters || []).map((parameter) => ({
    name: parameter.name,
    place: parameter.in,
    required: parameter.required,
    text: parameter.description,
    schema: parameter.schema,
  }));
  for (const [type, content] of Object.entries(operation.requestBody?.content || {})) {
    const schema = resolved(description, content.schema);
    for (const [name, property] of Object.entries(schema.properties)) {
      fields.push({
        name,
        place: type === "application/json" ? "json" : "form",
        required: (schema.required || []).includes(name),
        text: property.description,
        schema: property,
      });
    }
  }
  return fields;
};

const inputFor = (field, id) => {
  if (field.schema.enum) {
    const select = element("select", { id, name: field.name });
    if (!field.required) {
      select.append(element("option", { value: "", textContent: "(not sent)" }));
    }
    field.schema.enum.forEach((value) => select.append(element("option", { value, textContent: value })));
    return select;
  }
  const file = field.place === "form" && field.schema.contentMediaType;
  return element("input", {
    id,
    name: field.name,
    type: file ? "file" : "text",
    required: Boolean(field.required),
    placeholder: field.schema.default ?? field.schema.examples?.[0] ?? "",
    autocomplete: "off",
  });
};

const requestOf = (path, method, fields, form) => {
  const query = new URLSearchParams();
  const body = new FormData();
  const json = {};
  let address = path;
  for (const field of fields) {
    const input = form.elements.namedItem(field.name);
    const value = input.type === "file" ? input.files[0] : input.value;
    if (!value) {
      continue;
    }
    if (field.place === "path") {
      address = address.replace(`{${field.name}}`, encodeURIComponent(value));
    } else if (field.place === "query") {
      query.set(field.name, value);
    } else if (field.place === "form") {
      body.set(field.name, value);
    } else {
      json[field.name] = value;
    }
  }
  const token = document.getElementById("token").value;
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const options = { method: method.toUpperCase(), headers };
  if (fields.some((field) => field.place === "form")) {
    options.body = body;
  } else if (fields.some((field) => field.place === "json")) {
    options.body = JSON.stringify(json);
    headers["Content-Type"] = "application/json";
  }
  return [query.size ? `${address}?${query}` : address, options];
};

const shortened = (key, value) =>
  typeof value === "string" && value.length > LONGEST ? `${value.slice(0, LONGEST)}... (${value.length} characters)` : value;

const show = async (answer, into) => {
  const type = answer.headers.get("Content-Type") || "";
  const head = `${answer.status} ${answer.statusText}\nX-Request-Id: ${answer.headers.get("X-Request-Id")}\n\n`;
  into.replaceChildren();
  if (type.startsWith("image/")) {
    const url = URL.createObjectURL(await answer.blob());
    into.append(element("pre", { textContent: head + type }), element("img", { src: url, alt: "The answer" }));
    return;
  }
  const text = await answer.text();
  const body = type.includes("json") ? JSON.stringify(JSON.parse(text), shortened, 2) : text;
  into.append(element("pre", { textContent: head + body, tabIndex: 0 }));
};

const operationPart = (description, path, method, operation) => {
  const fields = fieldsOf(description, operation);
  const output = element("div", { ariaLive: "polite" });
  const form = element("form", {});
  for (const field of fields) {
    const id = `${operation.operationId}-${field.name}`;
    form.append(
      element(
        "div",
        { className: "field" },
        element("label", { htmlFor: id, textContent: field.required ? field.name : `${field.name} (optional)` }),
        inputFor(field, id),
        element("small", { textContent: field.text || "" }),
      ),
    );
  }
  form.append(element("button", { type: "submit", textContent: "Send" }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    output.replaceChildren(element("pre", { textContent: "waiting for the answer" }));
    try {
      await show(await fetch(...requestOf(path, method, fields, form)), output);
    } catch (fault) {
      output.replaceChildren(element("pre", { textContent: `no answer: ${fault.message}` }));
    }
  });
  return element(
    "details",
    {},
    element("summary", {}, element("code", { textContent: `${method.toUpperCase()} ${path}` }), operation.summary),
    element("p", { textContent: operation.description || "" }),
    form,
    output,
  );
};

const start = async () => {
  const description = await (await fetch("/openapi.json")).json();
  document.getElementById("about").textContent = description.info.description;
  const main = document.getElementById("operations");
  const groups = new Map();
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0];
      if (!groups.has(tag)) {
        groups.set(tag, element("section", {}, element("h2", { textContent: tag })));
        main.append(groups.get(tag));
      }
      groups.get(tag).append(operationPart(description, path, method, operation));
    }
  }
};

start();
