"""The contract for people and programs: the OpenAPI document, its examples, and a page made from both."""
